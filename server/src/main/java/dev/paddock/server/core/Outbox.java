package dev.paddock.server.core;

/**
 * What the core has for a connection, in order. Filled by the core, emptied by the connection's event loop; nobody waits.
 *
 * <p>What is in it belongs to a publication, and is not to be sent before the loop has seen the view of that number: then
 * an event never comes behind a read that shows its change, and never before one that does not.
 */
public final class Outbox {
    /** The last one that was taken; the rest follows it. The loop's. */
    private Outgoing taken = new Outgoing.Nothing();

    /** The last one that was put in. The core's. */
    private Outgoing last = taken;

    /** Puts something in that belongs to a publication, which comes later. */
    void put(Outgoing outgoing, long publication) {
        outgoing.publication = publication;
        Outgoing before = last;
        last = outgoing;
        before.next = outgoing;
    }

    /** The next thing to send, or null if there is none that belongs to a publication up to this one. */
    public Outgoing take(long publication) {
        Outgoing next = taken.next;
        if (next == null || next.publication > publication) {
            return null;
        }
        taken = next;
        return next;
    }
}
