package dev.paddock.server.sim;

import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.WatchKind;
import dev.paddock.server.net.SteppedClient;
import dev.paddock.wire.Utf8;
import dev.paddock.zab.sim.Violation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The watches of one connection, and the events that they must have brought by what the connection has shown. */
final class ClientWatches {
    private final AgreedHistory history;
    private final Map<WatchKind, Set<Utf8>> watches = new EnumMap<>(WatchKind.class);
    private final Deque<Due> due = new ArrayDeque<>();

    /** So many transactions are looked through for events. */
    private int length;

    private record Due(long zxid, WatchEvent event) {}

    ClientWatches(AgreedHistory history) {
        this.history = history;
        watches.put(WatchKind.DATA, new HashSet<>());
        watches.put(WatchKind.CHILD, new HashSet<>());
    }

    /** What was read shows so many transactions, and from then on it is watched. */
    void set(WatchKind kind, Utf8 path) {
        watches.get(kind).add(path);
    }

    /** A reply shows so many transactions: every event of them has come before. */
    void shown(int newLength, Object reply) {
        advance(newLength);
        if (!due.isEmpty()) {
            throw new Violation("events", reply + " came before " + due.peek());
        }
    }

    /** The next event that is due, and nothing else. */
    void told(SteppedClient.Frame frame) {
        long zxid = frame.header().zxid();
        int at = history.lengthAt(zxid);
        if (at < 0) {
            throw new Violation("events", frame + " is of no transaction");
        }
        if (at < length && due.isEmpty()) {
            throw new Violation("events", frame + " came behind a reply that shows it, or nobody watches it");
        }
        advance(at);
        Due next = due.poll();
        boolean isIt = next != null
                && next.zxid() == zxid
                && next.event().type() == frame.event().type()
                && next.event().path().equals(frame.event().path());
        if (!isIt) {
            throw new Violation("events", frame + " came, and " + next + " is due");
        }
    }

    private void advance(int newLength) {
        while (length < newLength) {
            length++;
            AgreedHistory.Step step = history.step(length);
            for (WatchEvent event : step.applied().events()) {
                boolean isHeard = false;
                for (Map.Entry<WatchKind, Set<Utf8>> watch : watches.entrySet()) {
                    isHeard |= watch.getKey().hearsAtItsPath(event.type())
                            && watch.getValue().remove(event.path());
                }
                if (isHeard) {
                    due.add(new Due(step.transaction().zxid().value(), event));
                }
            }
        }
    }
}
