package dev.paddock.server.core;

/** A session that is attached to this server, or has requests that are on their way. The core's. */
final class ClientSession {
    final long id;

    int timeoutMillis;

    /** Null while its client is away. */
    ClientLink link;

    /** Its end has been proposed: nothing more is done for it. */
    boolean isClosing;

    /** When its client was last heard of, as the leader was told. */
    long toldNanos;

    /** It has ended, or the role has, and whatever is answered now has nobody to go to. */
    boolean isForgotten;

    /** Among its requests is one that takes several batches, and nothing behind that is begun before it is answered. */
    boolean isOccupied;

    /** Requests that are not answered yet, in the order of arrival. Each leaves when its turn has come. */
    private ClientRequest first;

    private ClientRequest last;

    ClientSession(long id, int timeoutMillis) {
        this.id = id;
        this.timeoutMillis = timeoutMillis;
    }

    void expect(ClientRequest request) {
        if (first == null) {
            first = request;
        } else {
            last.next = request;
        }
        last = request;
    }

    /** The request that is to be answered next, or null. */
    ClientRequest head() {
        return first;
    }

    /** Lets go of the head, which must be this one: replies leave in the order of requests. */
    void answered(ClientRequest request) {
        if (request != first) {
            throw new IllegalStateException("session 0x" + Long.toHexString(id) + ": xid " + request.xid()
                    + " is to be answered before xid " + (first == null ? "none" : first.xid()));
        }
        first = request.next;
        request.next = null;
        if (first == null) {
            last = null;
        }
    }

    boolean isIdle() {
        return first == null;
    }
}
