package dev.paddock.client.recipe;

import java.util.ArrayList;
import java.util.List;

/**
 * What a lock protects: it keeps the highest token that it has seen, and refuses lower ones. It also knows which sessions
 * have been ended, and so whether a lock may let somebody in.
 */
final class FencedResource {
    /** Let in, and not out again. */
    private final List<Visit> inside = new ArrayList<>();

    private long highest = -1;
    private long highestExclusive = -1;
    private int entered;
    private int refused;
    private final List<String> violations = new ArrayList<>();

    /** Somebody with a token. */
    record Visit(TroubledClient.SessionMark session, long token, boolean isExclusive) {
        boolean excludes(Visit other) {
            return isExclusive || other.isExclusive;
        }
    }

    /** @return false if the token is too low */
    synchronized boolean enter(Visit visit) {
        if (visit.token() <= (visit.isExclusive() ? highest : highestExclusive)) {
            refused++;
            if (!visit.session().isEnded()) {
                violations.add("a living holder has the old token " + visit + " where " + highest + " was seen");
            }
            return false;
        }
        for (Visit other : inside) {
            if (visit.excludes(other) && !other.session().isEnded()) {
                violations.add(visit + " came in beside " + other);
            }
        }
        highest = Math.max(highest, visit.token());
        highestExclusive = visit.isExclusive() ? visit.token() : highestExclusive;
        entered++;
        inside.add(visit);
        return true;
    }

    synchronized void leave(Visit visit) {
        inside.remove(visit);
    }

    synchronized int entered() {
        return entered;
    }

    /** Holders that did not know yet that they had lost it. */
    synchronized int refused() {
        return refused;
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
