package dev.paddock.zab.broadcast;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Those who asked to see all that is agreed upon. A leader that was deposed does not know it, so it asks: a quorum that
 * answers a ping sent after the question had no other leader then. One round of pings serves all who wait for the next.
 */
public final class SyncBarrier {
    /** @param link of the learner whose client asks; null for a client of the leader itself */
    public record Waiter(LinkId link, Message.Request request, Zxid behind) {}

    private List<Waiter> forNextRound = new ArrayList<>();
    private List<Waiter> inRound = new ArrayList<>();

    /** The round is over; what was proposed before they asked may not be committed yet. */
    private final Deque<Waiter> confirmed = new ArrayDeque<>();

    public void add(Waiter waiter) {
        forNextRound.add(waiter);
    }

    /** Whether a round should begin; if so those that wait are in it. */
    public boolean beginRound() {
        if (isInRound() || forNextRound.isEmpty()) {
            return false;
        }
        inRound = forNextRound;
        forNextRound = new ArrayList<>();
        return true;
    }

    public boolean isInRound() {
        return !inRound.isEmpty();
    }

    public void roundAnswered() {
        confirmed.addAll(inRound);
        inRound = new ArrayList<>();
    }

    /** The next who may be told, or null. They are told in the order of asking. */
    public Waiter pass(Zxid committed) {
        Waiter next = confirmed.peek();
        return next == null || next.behind().isAfter(committed) ? null : confirmed.remove();
    }
}
