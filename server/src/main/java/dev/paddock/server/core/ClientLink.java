package dev.paddock.server.core;

import dev.paddock.datatree.acl.Identities;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A connection of a client, as its event loop and the core both see it. Each field has one writer, which is named with it.
 */
public abstract class ClientLink extends Watcher {
    /** Events that nobody reads may take this much memory; then the connection is closed. */
    private static final long MOST_UNREAD_EVENT_BYTES = 16 << 20;

    private static final VarHandle TAKEN_EVENT_BYTES = eventBytesHandle();

    private final LoopPort loop;
    private final Outbox outbox = new Outbox();

    /** When something last came in. The loop's. */
    private volatile long touchedNanos;

    /** Who the client has proved to be. The loop's. */
    private volatile Identities identities;

    /** How many bytes of events were taken from the outbox. The loop's. */
    @SuppressWarnings("unused") // by its handle
    private long takenEventBytes;

    /** Whether the session is about to end: then the loop answers nothing by itself any more. The core's. */
    private volatile boolean isClosing;

    /** Whether the connection is to be closed whether the client reads or not. The core's. */
    private volatile boolean isOver;

    /** What the connection is attached to, or null. The core's. */
    ClientSession session;

    /** Whether the core has been told that it is gone. The core's. */
    boolean isGone;

    /** How many bytes of events were put into the outbox. The core's. */
    private long eventBytes;

    /** The publication at which the loop hears of it next. The core's. */
    private long roused = -1;

    protected ClientLink(LoopPort loop, Identities identities, long nowNanos) {
        this.loop = loop;
        this.identities = identities;
        this.touchedNanos = nowNanos;
    }

    private static VarHandle eventBytesHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(ClientLink.class, "takenEventBytes", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** There is something in the outbox, or the connection is over. Called on the event loop. */
    public abstract void awaken();

    // The loop's side.

    public final Outgoing take(long publication) {
        Outgoing next = outbox.take(publication);
        if (next instanceof Outgoing.Event event) {
            long taken = (long) TAKEN_EVENT_BYTES.getOpaque(this) + event.frame().length;
            TAKEN_EVENT_BYTES.setOpaque(this, taken);
        }
        return next;
    }

    /**
     * Notes that the client lives. False if its session is about to end nevertheless: either the core sees this touch, or
     * the loop sees that it came too late.
     */
    public final boolean touch(long nowNanos) {
        touchedNanos = nowNanos;
        return !isClosing;
    }

    public final void identify(Identities proven) {
        identities = proven;
    }

    public final Identities identities() {
        return identities;
    }

    /** Whether the core has given the connection up. */
    public final boolean isOver() {
        return isOver;
    }

    // The core's side.

    final long touchedNanos() {
        return touchedNanos;
    }

    final LoopPort loop() {
        return loop;
    }

    /**
     * Takes the connection from its event loop's hands, unless it was touched since. The flag goes up first and the touch
     * is read again behind it, so that one of the two sees the other.
     */
    final boolean closeUnlessTouchedSince(long nanos) {
        isClosing = true;
        if (touchedNanos - nanos > 0) {
            isClosing = false;
            return false;
        }
        return true;
    }

    /** Returns whether its event loop has nothing else to hear of so far, and is now to be woken. */
    final boolean send(Outgoing outgoing, long publication) {
        if (isGone || isOver) {
            return false;
        }
        if (outgoing instanceof Outgoing.Event event) {
            eventBytes += event.frame().length;
            if (eventBytes - (long) TAKEN_EVENT_BYTES.getOpaque(this) > MOST_UNREAD_EVENT_BYTES) {
                return end(publication);
            }
        }
        outbox.put(outgoing, publication);
        return rouse(publication);
    }

    /** Closes the connection, behind what it was sent if the client reads that. Returns the same as {@link #send}. */
    final boolean end(long publication) {
        if (isGone || isOver) {
            return false;
        }
        isClosing = true;
        isOver = true;
        outbox.put(new Outgoing.Farewell(), publication);
        return rouse(publication);
    }

    private boolean rouse(long publication) {
        if (roused == publication) {
            return false;
        }
        roused = publication;
        return loop.rouse(this);
    }
}
