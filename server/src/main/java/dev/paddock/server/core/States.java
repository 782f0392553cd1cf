package dev.paddock.server.core;

import dev.paddock.datatree.Applied;
import dev.paddock.datatree.State;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Tip;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The states that a server has at a time: what has been agreed upon, and what there will be where requests are decided.
 *
 * <p>Invariants: {@link #tip} is {@link #committed} and all that is outstanding. Proposals become visible in series: those
 * of one batch, unless a read stands between two of them.
 */
final class States {
    private final Batch batch;

    /** What has been agreed upon: what readers see, once it is published. */
    private State committed;

    /** Agreed upon, and not visible yet: the rest of their series follows. */
    private final List<Proposal> delivered = new ArrayList<>();

    /** What there will be once all that is proposed is agreed upon. Requests are decided on it. Null where none are. */
    private Tip tip;

    /** The last proposal, if what it leads to is not known yet: what is decided next becomes visible together with it. */
    private Proposal open;

    /** What a leader has that is not established yet: committed, and the rest of its log. Null if there is no rest. */
    private State extended;

    /** All that was agreed upon before this is here, while clients are served. */
    private Zxid startOfEpoch = Zxid.ZERO;

    /** Of what was visible. */
    private RecentDigests digests;

    /** @param decides whether requests are decided on a tip from the start */
    States(State state, boolean decides, Batch batch) {
        this.batch = batch;
        this.committed = state;
        this.tip = decides ? new Tip(state) : null;
        this.digests = new RecentDigests(state.digest());
    }

    State committed() {
        return committed;
    }

    List<DigestAt> digests() {
        return digests.oldestFirst();
    }

    /** A state that came as a snapshot may bear the start of an epoch, and so may what its clients have seen. */
    boolean isBehind(long zxid) {
        return zxid > Math.max(committed.lastZxid().value(), startOfEpoch.value());
    }

    // Requests are decided.

    /** To decide the next request on. */
    Tip tip() {
        return tip;
    }

    /** This was decided last, and the tip has it. */
    void proposed(Proposal proposal) {
        open = proposal;
    }

    /** What is proposed from now on becomes visible later than what was proposed by now, or at the same time. */
    void endSeries() {
        if (open != null) {
            open.leadTo(tip.state());
            open = null;
        }
    }

    // What they became is agreed upon.

    /** @param whenVisible is given all of a series when this is the last of it, and else nothing */
    void deliver(Proposal proposal, Consumer<List<Proposal>> whenVisible) {
        if (proposal == open) {
            endSeries(); // The disk was fast.
        }
        delivered.add(proposal);
        if (proposal.state() != null) {
            committed = proposal.state();
            batch.bringNews();
            keepDigests();
            whenVisible.accept(delivered);
            delivered.clear();
        }
    }

    private void keepDigests() {
        for (Proposal agreed : delivered) {
            digests.passed(agreed.prepared().transaction());
        }
    }

    /** The same where it was decided elsewhere, or in another reign: what it leads to is not known yet. */
    Applied apply(Transaction transaction) {
        Applied applied = Operations.apply(committed, transaction);
        committed = applied.state();
        batch.bringNews();
        digests.passed(transaction);
        return applied;
    }

    // Roles begin and end. In between the state may be another one.

    /** @param decides whether requests are decided here, and numbered from the start of the epoch */
    void serve(Zxid start, boolean decides) {
        startOfEpoch = start;
        tip = decides ? new Tip(committed, start) : null;
        extended = null;
        batch.bringNews();
    }

    /** The role is over. The rest of a series may never come, and what was delivered of it counts nevertheless. */
    void serveNobody() {
        committed = newest(delivered, committed);
        keepDigests();
        delivered.clear();
        open = null;
        tip = null;
        extended = null;
        batch.bringNews();
    }

    void extendTip(Transaction transaction) {
        extended = Operations.apply(extended == null ? committed : extended, transaction)
                .state();
    }

    /** What a learner gets that is to have everything: what was delivered, visible or not, and what is on the tip. */
    State newest() {
        return extended == null ? newest(delivered, committed) : extended;
    }

    private static State newest(List<Proposal> delivered, State visible) {
        State state = visible;
        for (Proposal proposal : delivered) {
            state = Operations.apply(state, proposal.prepared().transaction()).state();
        }
        return state;
    }

    void replace(State state) {
        committed = state;
        extended = null;
        digests = new RecentDigests(state.digest());
        batch.bringNews();
    }
}
