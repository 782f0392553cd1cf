package dev.paddock.zab.sync;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.history.History;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What goes to one learner, from its synchronisation on: a cursor into the history instead of a queue. What it has not
 * been sent is in memory, or else in the log. It sends as long as there is credit, so a slow learner costs nothing but its
 * place.
 */
public final class LearnerFeed {
    /** Answers that wait for the learner to have what was committed before. Its clients have bounds of their own. */
    private static final int MOST_ANSWERS = 100_000;

    private final LinkId link;
    private final boolean isObserver;
    private final History history;
    private final PeerSettings settings;

    /** The configuration changes of this reign: a commit that names the leader that is to be. */
    private final Map<Zxid, ServerId> activations;

    private long credit;

    /** The learner has been sent all up to here. */
    private Zxid sent;

    /** The learner has been told that all up to here is committed. Never beyond {@link #sent}. */
    private Zxid committedSent;

    /** NEWLEADER goes out behind this. */
    private Zxid target;

    private Message.NewLeader newLeader;
    private Message header;

    /** Nothing is sent while a snapshot is, or while the log is read. */
    private boolean isSnapshotOnItsWay;

    private boolean isReading;

    /** Read from the log, and not sent yet. */
    private final Deque<Proposal> read = new ArrayDeque<>();

    private final Deque<Answer> answers = new ArrayDeque<>();

    private record Answer(Zxid behind, Message message) {}

    public LearnerFeed(
            LinkId link, boolean isObserver, History history, PeerSettings settings, Map<Zxid, ServerId> activations) {
        this.link = link;
        this.isObserver = isObserver;
        this.history = history;
        this.settings = settings;
        this.activations = activations;
        this.credit = settings.credit();
    }

    /** The first packet of the synchronisation, and where the cursor stands behind it. */
    public void begin(SyncPlan plan, Zxid committed, Message.NewLeader newLeaderMessage, Effects effects) {
        newLeader = newLeaderMessage;
        switch (plan.kind()) {
            case DIFF -> sendFrom(new Message.Diff(later(committed, plan.from())), plan.from(), committed, effects);
            case TRUNC -> sendFrom(new Message.Trunc(plan.from()), plan.from(), committed, effects);
            case LOG -> {
                header = new Message.Diff(later(committed, plan.from()));
                sent = plan.from();
                target = later(committed, sent);
                read(effects);
            }
            case SNAP -> sendSnapshot(plan.from(), effects);
        }
    }

    /** A learner that has the beginning of an epoch may be ahead of the last transaction. */
    private static Zxid later(Zxid one, Zxid other) {
        return one.isAfter(other) ? one : other;
    }

    private void sendFrom(Message first, Zxid from, Zxid committed, Effects effects) {
        send(first, effects);
        sent = from;
        committedSent = from;
        target = later(committed, from);
    }

    /** The state has all that is committed; before that could be asked, all that the leader has. */
    private void sendSnapshot(Zxid zxid, Effects effects) {
        sendFrom(new Message.Snap(zxid), zxid, zxid, effects);
        isSnapshotOnItsWay = true;
        effects.add(new Effect.SendSnapshot(link, zxid));
    }

    public void snapshotSent() {
        isSnapshotOnItsWay = false;
    }

    private void read(Effects effects) {
        isReading = true;
        effects.add(new Effect.ReadHistory(link, sent, history.base(), settings.readBytes()));
    }

    /** False if the log does not have what the learner needs, and it is too late for a snapshot. */
    public boolean historyRead(List<Proposal> proposals, Zxid committed, Effects effects) {
        if (!isReading) {
            return true;
        }
        isReading = false;
        boolean isUsable = isContinuation(proposals);
        if (header != null) {
            Message first = header;
            header = null;
            if (!isUsable) {
                sendSnapshot(committed, effects);
                return true;
            }
            sendFrom(first, sent, target, effects);
        }
        read.addAll(proposals);
        return isUsable;
    }

    /** A hole would spread. */
    private boolean isContinuation(List<Proposal> proposals) {
        Zxid previous = sent;
        for (Proposal proposal : proposals) {
            if (!History.follows(previous, proposal.zxid())) {
                return false;
            }
            previous = proposal.zxid();
        }
        return !proposals.isEmpty();
    }

    public void credit(long bytes) {
        credit += bytes;
    }

    /** Behind all that is committed by now. False if too many wait already. */
    public boolean answer(Message message, Zxid committed, Effects effects) {
        if (answers.isEmpty() && !committed.isAfter(committedSent)) {
            send(message, effects);
            return true;
        }
        answers.add(new Answer(committed, message));
        return answers.size() <= MOST_ANSWERS;
    }

    /** Sends what there is, as far as there is credit. */
    public void pump(Zxid committed, Effects effects) {
        while (credit > 0 && !isSnapshotOnItsWay && header == null) {
            if (!step(committed, effects)) {
                return;
            }
            sendAnswers(effects);
        }
    }

    private boolean step(Zxid committed, Effects effects) {
        if (newLeader != null) {
            return synchronise(effects);
        }
        if (isObserver) {
            return inform(committed, effects);
        }
        if (committed.isAfter(committedSent) && sent.isAfter(committedSent)) {
            commit(nextOf(committedSent), effects);
            return true;
        }
        Proposal next = next(history.last(), effects);
        if (next == null) {
            return false;
        }
        sent = next.zxid();
        send(next, effects);
        return true;
    }

    /** Everything up to the target is committed, so each proposal goes with its commit. */
    private boolean synchronise(Effects effects) {
        Proposal next = next(target, effects);
        if (next != null) {
            sent = next.zxid();
            committedSent = sent;
            send(next, effects);
            send(new Message.Commit(sent), effects);
            return true;
        }
        if (isReading) {
            return false;
        }
        send(newLeader, effects);
        newLeader = null;
        return true;
    }

    private boolean inform(Zxid committed, Effects effects) {
        Proposal next = next(committed, effects);
        if (next == null) {
            return false;
        }
        sent = next.zxid();
        committedSent = sent;
        ServerId leader = activations.get(sent);
        send(leader == null ? new Message.Inform(next) : new Message.InformAndActivate(next, leader), effects);
        return true;
    }

    /** What was sent and is not committed is of one epoch, so the next number is that of the next proposal. */
    private Zxid nextOf(Zxid zxid) {
        return zxid.epoch() == sent.epoch() ? zxid.next() : Zxid.of(sent.epoch(), 1);
    }

    private void commit(Zxid zxid, Effects effects) {
        committedSent = zxid;
        ServerId leader = activations.get(zxid);
        send(leader == null ? new Message.Commit(zxid) : new Message.CommitAndActivate(zxid, leader), effects);
    }

    /** The next proposal up to this one; null if there is none, or while it has to be read first. */
    private Proposal next(Zxid upTo, Effects effects) {
        if (!read.isEmpty()) {
            return read.remove();
        }
        if (isReading) {
            return null;
        }
        if (history.base().isAfter(sent)) {
            read(effects);
            return null;
        }
        Proposal next = history.after(sent);
        return next == null || next.zxid().isAfter(upTo) ? null : next;
    }

    private void sendAnswers(Effects effects) {
        while (!answers.isEmpty() && !answers.peek().behind().isAfter(committedSent)) {
            send(answers.remove().message(), effects);
        }
    }

    private void send(Message message, Effects effects) {
        credit -= message.size();
        effects.add(new Effect.Send(link, message));
    }

    /** Whether NEWLEADER is on its way. */
    public boolean isNewLeaderSent() {
        return newLeader == null && sent != null;
    }

    /** What the learner has once it has accepted NEWLEADER. */
    public Zxid target() {
        return target;
    }

    public Zxid sent() {
        return sent;
    }

    public Zxid committedSent() {
        return committedSent;
    }
}
