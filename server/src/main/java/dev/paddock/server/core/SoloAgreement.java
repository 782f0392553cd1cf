package dev.paddock.server.core;

import dev.paddock.datatree.State;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.ConnectRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** A quorum of one: what its own disk has is agreed upon. */
final class SoloAgreement implements Agreement {
    private final Journal journal;
    private final Consumer<Input> later;
    private final LivingSessions sessions;

    /** Proposed, and not yet taken by the journal, which is full. */
    private final Queue<Proposal> unwritten = new ArrayDeque<>();

    /** Taken by the journal, and not yet on disk. All of them come before those that are unwritten. */
    private final Queue<Proposal> unsynced = new ArrayDeque<>();

    /** Who waits for what, in the order of both. */
    private final Queue<Barrier> barriers = new ArrayDeque<>();

    private Zxid last;

    private record Barrier(Zxid behind, ClientRequest request) {}

    SoloAgreement(State state, Journal journal, int tickMillis, Clock clock, Consumer<Input> later) {
        this.journal = journal;
        this.later = later;
        this.sessions = new LivingSessions(state, tickMillis, clock, later);
        this.last = state.lastZxid();
    }

    @Override
    public Mode mode() {
        return Mode.STANDALONE;
    }

    @Override
    public void take(Input.ToAgreement input) {
        if (input instanceof Input.Durable durable) {
            durable(durable.upTo());
        } else if (input instanceof Input.Tick) {
            sessions.tick();
        } else {
            throw new AssertionError("no rule for " + input);
        }
    }

    @Override
    public void propose(Proposal proposal) {
        sessions.proposed(proposal.prepared().transaction());
        last = zxid(proposal);
        unwritten.add(proposal);
        write();
    }

    private void write() {
        while (!unwritten.isEmpty()
                && journal.append(unwritten.peek().prepared().transaction())) {
            unsynced.add(unwritten.remove());
        }
    }

    /** The log is on disk up to here. */
    void durable(Zxid upTo) {
        List<Proposal> delivered = new ArrayList<>();
        while (!unsynced.isEmpty() && !zxid(unsynced.peek()).isAfter(upTo)) {
            Proposal proposal = unsynced.remove();
            sessions.delivered(proposal.prepared().transaction());
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

    @Override
    public void forward(ClientRequest request) {
        throw new IllegalStateException("a server that stands alone decides by itself");
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
        boolean isAlive = sessions.goesOn(request.sessionId(), timeoutMillis);
        later.accept(new Input.Attached(link, request, timeoutMillis, isAlive));
    }

    @Override
    public void touched(long session, int timeoutMillis, long nanoTime) {
        sessions.touched(session, nanoTime);
    }

    @Override
    public void silent(long session) {
        sessions.silent(session);
    }

    @Override
    public long millisLeft(long session) {
        return sessions.millisLeft(session);
    }

    @Override
    public int outstanding() {
        return unwritten.size() + unsynced.size();
    }

    private static Zxid zxid(Proposal proposal) {
        return proposal.prepared().transaction().zxid();
    }
}
