package dev.paddock.server.clients;

import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.proto.SetWatches2;

/** What one client of a random program does, before it is somebody else's turn. */
sealed interface Step {
    /** Sends requests without waiting in between. */
    record Burst(List<Call> calls) implements Step {}

    /**
     * Goes on with its session on a new connection, and sets watches again.
     *
     * @param isTakeover whether the old connection is still there
     * @param zxidsBack how far before the last zxid that it saw changes count as news
     * @param calls follow without waiting
     */
    record Reconnect(boolean isTakeover, int zxidsBack, SetWatches2 watches, List<Call> calls) implements Step {
        /** All that is sent, where the last zxid that was seen is this one. */
        List<Call> requests(long lastZxid) {
            watches.setRelativeZxid(lastZxid - zxidsBack);
            List<Call> requests = new ArrayList<>();
            requests.add(Call.setWatches(watches));
            requests.addAll(calls);
            return requests;
        }
    }

    /** Closes its session and begins another one. */
    record Renew() implements Step {}

    /**
     * Begins a session of a short timeout, sends requests in it, and falls silent until it is over.
     *
     * @param marker an ephemeral of that session, which the client watches from its own
     */
    record Expiry(String marker, List<Call> calls) implements Step {}
}
