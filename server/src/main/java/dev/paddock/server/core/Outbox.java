package dev.paddock.server.core;

/**
 * What the core has for a connection, in order. Filled by the core, emptied by the connection's event loop; nobody waits.
 *
 * <p>What is in it belongs to a publication, and is not to be sent before the loop has seen the view of that number: then
 * an event never comes behind a read that shows its change, and never before one that does not.
 */
final class Outbox {
    /** The last one that was taken; the rest follows it. The loop's. */
    private Entry taken = new Entry(null, 0);

    /** The last one that was put in. The core's. */
    private Entry last = taken;

    private static final class Entry {
        private final long publication;

        /** Null once it was taken: what is sent is not kept until something else is. */
        private Outgoing outgoing;

        private volatile Entry next;

        Entry(Outgoing outgoing, long publication) {
            this.outgoing = outgoing;
            this.publication = publication;
        }
    }

    /** Puts something in that belongs to a publication, which comes later. */
    void put(Outgoing outgoing, long publication) {
        Entry entry = new Entry(outgoing, publication);
        last.next = entry;
        last = entry;
    }

    /** The next thing to send, or null if there is none that belongs to a publication up to this one. */
    Outgoing take(long publication) {
        Entry next = taken.next;
        if (next == null || next.publication > publication) {
            return null;
        }
        Outgoing outgoing = next.outgoing;
        next.outgoing = null;
        taken = next;
        return outgoing;
    }
}
