package dev.paddock.server.sim;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** What clients have gone through in many simulations, and how often: a check of what never happens would find nothing. */
final class Doings {
    enum Kind {
        SESSION_BEGUN,
        SESSION_RESUMED_AT_THE_SAME_SERVER,
        SESSION_RESUMED_ELSEWHERE,
        SESSION_TOLD_TO_BE_OVER,
        SESSION_CLOSED,
        SESSION_EXPIRED,
        EPHEMERALS_GONE_WITH_THEIR_SESSION,
        CONNECTION_BROKEN,
        CONNECTION_GIVEN_UP,
        WRITE_DONE,
        WRITE_REFUSED,
        MULTI_DONE,
        MULTI_FAILED,
        WRITE_OF_A_MOVED_SESSION_REFUSED,
        PLAIN_READ,
        READ_BEHIND_A_WRITE,
        EVENT,
        SYNC,
        SYNC_THAT_HAD_TO_WAIT
    }

    private final AtomicLongArray counts = new AtomicLongArray(Kind.values().length);

    void happened(Kind kind) {
        counts.incrementAndGet(kind.ordinal());
    }

    List<Kind> missed() {
        return Arrays.stream(Kind.values())
                .filter(kind -> counts.get(kind.ordinal()) == 0)
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Kind kind : Kind.values()) {
            text.append(String.format("%12d  %s%n", counts.get(kind.ordinal()), kind));
        }
        return text.toString();
    }
}
