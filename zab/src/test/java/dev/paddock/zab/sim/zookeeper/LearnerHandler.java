package dev.paddock.zab.sim.zookeeper;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A leader's thread for one learner, with the queue of packets that another thread sends once NEWLEADER is in it. */
final class LearnerHandler {
    enum State {
        /** Reads FOLLOWERINFO or OBSERVERINFO. */
        CONNECTED(true),
        WAITS_FOR_EPOCH(false),
        /** Reads ACKEPOCH. */
        EPOCH_SENT(true),
        WAITS_FOR_PROMISES(false),
        READS_LOG(false),
        /** What is to be sent is chosen, and everything new is queued behind it. */
        SYNC_CHOSEN(false),
        SENDS_SNAPSHOT(false),
        /** Reads the acknowledgement of NEWLEADER. */
        NEW_LEADER_SENT(true),
        WAITS_FOR_START(false),
        UP_TO_DATE(true);

        /** Whether it waits for its learner, and not for others. */
        private final boolean reads;

        State(boolean reads) {
            this.reads = reads;
        }
    }

    private final LinkId link;
    private ServerId id;
    private boolean isObserver;
    private State state = State.CONNECTED;

    /** Until then a packet must have come, or what it waits for must have happened. */
    private long deadline;

    private Zxid peerLast;

    /** Found in the log for it, behind its last transaction. */
    private final List<Proposal> fromLog = new ArrayList<>();

    private final ArrayDeque<Message> queue = new ArrayDeque<>();
    private boolean isSending;
    private boolean getsSnapshot;

    /** Sent and not acknowledged, since NEWLEADER was: when. */
    private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();

    /** The tick up to which it counts as one that follows. */
    private long followsUntilTick;

    private record Sent(Zxid zxid, long time) {}

    LearnerHandler(LinkId link, long deadline, long followsUntilTick) {
        this.link = link;
        this.deadline = deadline;
        this.followsUntilTick = followsUntilTick;
    }

    LinkId link() {
        return link;
    }

    ServerId id() {
        return id;
    }

    void introduced(Message.LearnerInfo info) {
        id = info.sender();
        isObserver = info.isObserver();
    }

    boolean isObserver() {
        return isObserver;
    }

    State state() {
        return state;
    }

    void enter(State next, long until) {
        state = next;
        deadline = until;
    }

    /** A packet has come. */
    void heard(long until, long tick) {
        deadline = until;
        followsUntilTick = tick;
    }

    boolean isLate(long now) {
        return now >= deadline;
    }

    long deadline() {
        return deadline;
    }

    boolean reads() {
        return state.reads;
    }

    boolean followsAt(long tick) {
        return id != null && tick <= followsUntilTick;
    }

    Zxid peerLast() {
        return peerLast;
    }

    void promised(Zxid last) {
        peerLast = last;
    }

    List<Proposal> fromLog() {
        return fromLog;
    }

    void getsSnapshot() {
        getsSnapshot = true;
    }

    boolean isToGetSnapshot() {
        return getsSnapshot;
    }

    /** Whether what is proposed and committed goes into its queue. */
    boolean isForwarding() {
        return state.compareTo(State.SYNC_CHOSEN) >= 0;
    }

    boolean isSynced() {
        return state.compareTo(State.WAITS_FOR_START) >= 0;
    }

    void startSending(long now, Effects effects) {
        isSending = true;
        queue.forEach(message -> send(message, now, effects));
        queue.clear();
    }

    boolean isSending() {
        return isSending;
    }

    void enqueue(Message message, long now, Effects effects) {
        if (isSending) {
            send(message, now, effects);
        } else {
            queue.add(message);
        }
    }

    private void send(Message message, long now, Effects effects) {
        if (message instanceof Proposal proposal && isSynced()) {
            unacknowledged.add(new Sent(proposal.zxid(), now));
        }
        effects.add(new Effect.Send(link, message));
    }

    void acked(Zxid zxid) {
        while (!unacknowledged.isEmpty() && !unacknowledged.peek().zxid().isAfter(zxid)) {
            unacknowledged.remove();
        }
    }

    boolean isBehindSince(long time) {
        return !unacknowledged.isEmpty() && unacknowledged.peek().time() < time;
    }
}
