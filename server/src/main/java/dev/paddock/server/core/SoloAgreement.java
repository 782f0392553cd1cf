package dev.paddock.server.core;

import dev.paddock.datatree.State;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.CreateSessionTxn;
import dev.paddock.wire.txn.TxnHeader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A quorum of one: what its own disk has is agreed upon. */
final class SoloAgreement implements Agreement {
    private final Journal journal;
    private final Clock clock;
    private final Consumer<Input> later;
    private final SessionExpiry expiry;
    private final Pause pause;

    /** Proposed, and not yet taken by the journal, which is full. */
    private final Queue<Proposal> unwritten = new ArrayDeque<>();

    /** Taken by the journal, and not yet on disk. All of them come before those that are unwritten. */
    private final Queue<Proposal> unsynced = new ArrayDeque<>();

    /** Who waits for what, in the order of both. */
    private final Queue<Barrier> barriers = new ArrayDeque<>();

    private Zxid last;

    private record Barrier(Zxid behind, ClientRequest request) {}

    /** @param later takes what is answered; it must not come to it before the core is done with what it does */
    SoloAgreement(State state, Journal journal, int tickMillis, Clock clock, Consumer<Input> later) {
        this.journal = journal;
        this.clock = clock;
        this.later = later;
        this.expiry = new SessionExpiry(tickMillis);
        this.pause = new Pause(TimeUnit.MILLISECONDS.toNanos(tickMillis), clock.nanoTime());
        this.last = state.lastZxid();
        // Every session that there was gets its whole time again.
        state.forEachSession(session -> expiry.heardOf(session.id(), session.timeoutMillis(), nowMillis()));
    }

    @Override
    public void propose(Proposal proposal) {
        TxnHeader header = proposal.prepared().transaction().header();
        if (proposal.prepared().transaction().txn() instanceof CloseSessionTxn) {
            expiry.end(header.sessionId());
        }
        last = header.zxid();
        unwritten.add(proposal);
        write();
    }

    private void write() {
        while (!unwritten.isEmpty()
                && journal.append(unwritten.peek().prepared().transaction())) {
            unsynced.add(unwritten.remove());
        }
    }

    @Override
    public void durable(Zxid upTo) {
        List<Proposal> delivered = new ArrayList<>();
        while (!unsynced.isEmpty() && !zxid(unsynced.peek()).isAfter(upTo)) {
            Proposal proposal = unsynced.remove();
            follow(proposal);
            delivered.add(proposal);
            if (!barriers.isEmpty() && !barriers.peek().behind().isAfter(zxid(proposal))) {
                later.accept(new Input.Delivered(delivered));
                delivered = new ArrayList<>();
                passBarriers(zxid(proposal));
            }
        }
        if (!delivered.isEmpty()) {
            later.accept(new Input.Delivered(delivered));
        }
        write();
    }

    /** Before anything is delivered that was proposed behind them. */
    private void passBarriers(Zxid upTo) {
        while (!barriers.isEmpty() && !barriers.peek().behind().isAfter(upTo)) {
            later.accept(new Input.BarrierPassed(barriers.remove().request()));
        }
    }

    /** Sessions begin and end for all at the same transaction. */
    private void follow(Proposal proposal) {
        TxnHeader header = proposal.prepared().transaction().header();
        if (proposal.prepared().transaction().txn() instanceof CreateSessionTxn created) {
            expiry.heardOf(header.sessionId(), created.timeoutMillis(), nowMillis());
        } else if (proposal.prepared().transaction().txn() instanceof CloseSessionTxn) {
            expiry.remove(header.sessionId());
        }
    }

    @Override
    public void barrier(ClientRequest request) {
        if (outstanding() == 0) {
            later.accept(new Input.BarrierPassed(request));
        } else {
            barriers.add(new Barrier(last, request));
        }
    }

    @Override
    public void attach(ClientLink link, ConnectRequest request, int timeoutMillis) {
        boolean isAlive = expiry.isAlive(request.sessionId());
        if (isAlive) {
            expiry.heardOf(request.sessionId(), timeoutMillis, nowMillis());
        }
        later.accept(new Input.Attached(link, request, timeoutMillis, isAlive));
    }

    @Override
    public void touched(long session, long nanoTime) {
        expiry.touch(session, TimeUnit.NANOSECONDS.toMillis(nanoTime));
    }

    @Override
    public void silent(long session) {
        if (expiry.end(session)) {
            later.accept(new Input.Expired(session));
        }
    }

    @Override
    public void tick() {
        if (pause.isOverAt(clock.nanoTime())) {
            List<Long> due = expiry.due(nowMillis());
            if (!due.isEmpty()) {
                later.accept(new Input.TouchesAsked(due));
            }
        }
    }

    @Override
    public int outstanding() {
        return unwritten.size() + unsynced.size();
    }

    @Override
    public long millisLeft(long session) {
        return expiry.isAlive(session) ? Math.max(0, expiry.endOf(session) - nowMillis()) : -1;
    }

    private long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanoTime());
    }

    private static Zxid zxid(Proposal proposal) {
        return proposal.prepared().transaction().zxid();
    }
}
