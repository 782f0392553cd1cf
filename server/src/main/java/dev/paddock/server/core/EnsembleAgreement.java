package dev.paddock.server.core;

import dev.paddock.datatree.State;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Reign;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The core as a member of an ensemble: here its words become those of its peer, and the other way round. It holds neither
 * the peer nor a socket. While it serves it has a {@link Leadership} or a {@link Learnership}, never both.
 *
 * <p>Each {@link Effect.ToServer} is taken alone, and what comes of it is carried out before the next, since the core takes
 * what agreement answers before anything else.
 */
final class EnsembleAgreement implements Agreement {
    private final Consumer<dev.paddock.zab.Input> peer;
    private final Supplier<Zxid> received;
    private final Supplier<State> committed;
    private final int tickMillis;
    private final Clock clock;
    private final Consumer<Input> later;

    /** Null while nobody is served, as are both of the next. */
    private Reign serving;

    private Leadership leadership;
    private Learnership learnership;

    /** Who waits behind a barrier, in the order of asking, which is that of the answers. */
    private final Queue<ClientRequest> syncs = new ArrayDeque<>();

    EnsembleAgreement(
            Consumer<dev.paddock.zab.Input> peer,
            Supplier<Zxid> received,
            Supplier<State> committed,
            int tickMillis,
            Clock clock,
            Consumer<Input> later) {
        this.peer = peer;
        this.received = received;
        this.committed = committed;
        this.tickMillis = tickMillis;
        this.clock = clock;
        this.later = later;
    }

    @Override
    public Mode mode() {
        return Mode.LOOKING;
    }

    @Override
    public void take(Input.ToAgreement input) {
        if (input instanceof Input.FromPeer told) {
            take(told.effect());
        } else if (input instanceof Input.Tick) {
            if (leadership != null) {
                leadership.tick();
            }
        } else {
            throw new AssertionError("no rule for " + input);
        }
    }

    private void take(Effect.ToServer effect) {
        if (effect instanceof Effect.Deliver deliver) {
            deliver(deliver.proposal());
        } else if (effect instanceof Effect.Prepare
                || effect instanceof Effect.AskValidity
                || effect instanceof Effect.Touched) {
            takeFromLearner(effect);
        } else if (effect instanceof Effect.Synced) {
            synced();
        } else if (effect instanceof Effect.Revalidated answer) {
            learnership.revalidated(answer.session(), answer.isValid());
        } else if (effect instanceof Effect.AskTouches ask) {
            learnership.askTouches(ask);
        } else if (effect instanceof Effect.ExtendTip extend) {
            later.accept(new Input.TipExtended(read(extend.proposal())));
        } else if (effect instanceof Effect.Serve begin) {
            serve(begin);
        } else if (effect instanceof Effect.Hold) {
            leadership.hold();
            later.accept(new Input.Holding());
        } else if (effect instanceof Effect.StopServing) {
            serveNobody();
        } else if (!(effect instanceof Effect.Left)) {
            throw new AssertionError("no rule for " + effect);
        }
    }

    /** A learner that asks before this leader is established has clients that it should not have. */
    private void takeFromLearner(Effect.ToServer effect) {
        if (leadership == null) {
            return;
        }
        if (effect instanceof Effect.Prepare prepare) {
            leadership.prepare(prepare);
        } else if (effect instanceof Effect.AskValidity ask) {
            leadership.judge(ask.link(), ask.session(), ask.timeoutMillis());
        } else if (effect instanceof Effect.Touched touched) {
            leadership.touched(touched.touches());
        }
    }

    // Roles.

    private void serve(Effect.Serve begin) {
        Zxid startOfEpoch = Zxid.of(begin.epoch(), 0);
        serving = begin.reign();
        if (begin.role() == Role.LEADING) {
            LivingSessions sessions = new LivingSessions(committed.get(), tickMillis, clock, later);
            leadership = new Leadership(serving, startOfEpoch, sessions, peer, later);
        } else {
            learnership = new Learnership(serving, peer, received, later);
        }
        later.accept(new Input.Serving(mode(begin.role()), startOfEpoch));
    }

    private static Mode mode(Role role) {
        return switch (role) {
            case LEADING -> Mode.LEADER;
            case FOLLOWING -> Mode.FOLLOWER;
            case OBSERVING -> Mode.OBSERVER;
            case LOOKING -> throw new IllegalArgumentException("who looks for a leader serves nobody");
        };
    }

    private void serveNobody() {
        serving = null;
        leadership = null;
        learnership = null;
        syncs.clear();
        later.accept(new Input.ServingNobody());
    }

    // Transactions.

    /** What this leader has proposed is known here. Whatever else comes is applied, also what former leaders have left. */
    private void deliver(Proposal proposal) {
        if (leadership != null) {
            leadership.delivered(proposal);
        } else {
            later.accept(new Input.Agreed(read(proposal)));
        }
    }

    private static Transaction read(Proposal proposal) {
        return Transaction.read(
                new JuteReader(Unpooled.wrappedBuffer(proposal.txn().array())));
    }

    @Override
    public void propose(dev.paddock.server.core.Proposal proposal) {
        leadership.propose(proposal);
    }

    @Override
    public void forward(ClientRequest request) {
        learnership.forward(request);
    }

    @Override
    public int outstanding() {
        return leadership == null ? 0 : leadership.outstanding();
    }

    // Barriers.

    @Override
    public void barrier(ClientRequest request) {
        Message.Request asked = LearnerRequest.ofClient(request);
        syncs.add(request);
        peer.accept(new dev.paddock.zab.Input.SyncAsked(serving, asked));
    }

    /** A leader that is about to go may have dropped what was submitted before the question. */
    private void synced() {
        boolean isHolding = leadership != null && leadership.isHolding();
        ClientRequest request = syncs.remove();
        if (!isHolding) {
            later.accept(new Input.BarrierPassed(request));
        }
    }

    // Sessions.

    @Override
    public void attach(ClientLink link, ConnectRequest request, int timeoutMillis) {
        if (leadership != null) {
            leadership.attach(link, request, timeoutMillis);
        } else {
            learnership.attach(link, request, timeoutMillis);
        }
    }

    @Override
    public void touched(long session, int timeoutMillis, long nanoTime) {
        if (leadership != null) {
            leadership.touched(session, nanoTime);
        } else if (learnership != null) {
            learnership.touched(session, timeoutMillis);
        }
    }

    @Override
    public void silent(long session) {
        leadership.silent(session);
    }

    @Override
    public long millisLeft(long session) {
        return leadership == null ? -1 : leadership.millisLeft(session);
    }
}
