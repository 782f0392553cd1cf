package dev.paddock.server.core;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.op.Operations;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Owns everything that changes: the states, the sessions, the watches, and what is being agreed upon. Whoever has something
 * to say to it says so by {@link #tell}, from any thread; {@link #step} does the work, on one thread at a time. Each of them
 * is kept by a class of its own, and an input goes to the one whom it concerns.
 *
 * <p>It works in batches. At the end of each it hands out what connections are to be sent, then publishes what reads may
 * see, then wakes the event loops; the order is the contract, see {@link Outbox}.
 */
public final class Core {
    private static final int MOST_IN_A_BATCH = 256;
    private static final long LONGEST_BATCH_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Clock clock;
    private final Runnable signal;
    private final Consumer<State> agreed;
    private final Agreement agreement;
    private final Batch batch = new Batch();
    private final States states;
    private final Decisions decisions;
    private final ServedSessions sessions;
    private final RequestPipeline pipeline;
    private final Insight insight;

    /** Disk, clock and peers; taken first. They are bounded by what they answer. */
    private final Queue<Input> urgent = new ConcurrentLinkedQueue<>();

    /** What clients bring; bounded by the credits of the event loops. */
    private final Queue<Input.FromClient> fromClients = new ConcurrentLinkedQueue<>();

    /** What agreement has answered. The core's own. */
    private final Queue<Input> answers = new ArrayDeque<>();

    private volatile View view;

    /**
     * @param hashing of the paths that are watched
     * @param agreed is shown what is agreed upon with every step; a snapshot may be made of it
     * @param signal is run after each {@link #tell}, and has {@link #step} called until that returns false
     */
    public Core(
            State state,
            Hashing hashing,
            Operations operations,
            AclRules acls,
            AgreementFactory agreements,
            CoreSettings settings,
            Clock clock,
            Consumer<State> agreed,
            Runnable signal) {
        this.clock = clock;
        this.signal = signal;
        this.agreed = agreed;
        agreement = agreements.create(this::committed, answers::add);
        view = new View(0, state, agreement.mode(), CoreStatus.NONE);
        states = new States(state, agreement.mode() == Mode.STANDALONE, batch);
        decisions = new Decisions(operations, agreement, states, clock);
        Watches watches = new Watches(hashing);
        SessionIds ids = new SessionIds(settings.serverId(), clock.wallMillis());
        sessions = new ServedSessions(ids, decisions, agreement, watches, batch, clock, this::finishLater);
        EventSender events = new EventSender(watches, acls, batch);
        WatchRequests watchRequests = new WatchRequests(operations, acls, watches, batch);
        pipeline = new RequestPipeline(
                states,
                decisions,
                agreement,
                sessions,
                events,
                watchRequests,
                batch,
                clock,
                settings.longestWaitMillis());
        insight = new Insight(states, agreement, sessions, watches, events);
    }

    private State committed() {
        return states.committed();
    }

    private void finishLater(Slices slices) {
        pipeline.take(slices);
    }

    public void tell(Input input) {
        if (input instanceof Input.FromClient fromClient) {
            fromClients.add(fromClient);
        } else {
            urgent.add(input);
        }
        signal.run();
    }

    /** What reads may see now. */
    public View view() {
        return view;
    }

    /** Whether there is anything to do. */
    public boolean hasWork() {
        return !urgent.isEmpty() || !fromClients.isEmpty() || !answers.isEmpty() || pipeline.hasMoreToDo();
    }

    /** Whether something of disk, clock or peer is not carried out yet. Until then the peer is told nothing else. */
    public boolean hasUrgentWork() {
        return !urgent.isEmpty() || !answers.isEmpty();
    }

    /** Works off a batch. Returns whether there may be more. */
    public boolean step() {
        boolean isMore = work();
        publish();
        wakeLoops();
        return isMore || hasWork();
    }

    // What a step consists of, apart for tests that let event loops run in between.

    boolean work() {
        batch.begin(view.number() + 1);
        long end = clock.nanoTime() + LONGEST_BATCH_NANOS;
        int taken = 0;
        while (taken < MOST_IN_A_BATCH && takeNext()) {
            taken++;
            if (clock.nanoTime() - end > 0) {
                break;
            }
        }
        boolean isMore = pipeline.goOn(end);
        states.endSeries();
        return isMore;
    }

    private boolean takeNext() {
        Input input = answers.poll();
        if (input == null) {
            input = urgent.poll();
        }
        if (input == null) {
            input = fromClients.poll();
        }
        if (input == null) {
            return false;
        }
        take(input);
        return true;
    }

    private void take(Input input) {
        if (input instanceof Input.Requests arrived) {
            pipeline.arrive(arrived.link(), arrived.requests());
        } else if (input instanceof Input.Delivered delivered) {
            delivered.proposals().forEach(pipeline::deliver);
        } else if (input instanceof Input.ToAgreement told) {
            agreement.take(told);
        } else if (input instanceof Input.Agreed agreed) {
            pipeline.apply(agreed.transaction());
        } else if (input instanceof Input.Forwarded forwarded) {
            decisions.decide(forwarded.request());
        } else if (input instanceof Input.BarrierPassed passed) {
            pipeline.passed(passed.request());
        } else if (input instanceof Input.Connect connect) {
            pipeline.connect(connect);
        } else if (input instanceof Input.Attached attached) {
            sessions.attached(attached);
        } else if (input instanceof Input.Disconnected gone) {
            sessions.disconnect(gone.link());
        } else if (input instanceof Input.TouchesAsked asked) {
            asked.sessions().forEach(sessions::sayWhetherTouched);
        } else if (input instanceof Input.Expired expired) {
            sessions.expire(expired.session());
        } else if (input instanceof Input.Expirable expirable) {
            expirable.paths().forEach(decisions::removeIfEmpty);
        } else if (input instanceof Input.RecentTouchesAsked asked) {
            asked.receiver().accept(sessions.recentTouches());
        } else if (input instanceof Input.Moved moved) {
            sessions.moved(moved.session());
        } else if (input instanceof Input.Serving serving) {
            decisions.serve(serving.mode(), serving.startOfEpoch());
        } else if (input instanceof Input.Holding) {
            decisions.hold();
        } else if (input instanceof Input.ServingNobody) {
            pipeline.serveNobody();
        } else if (input instanceof Input.TipExtended extended) {
            states.extendTip(extended.transaction());
        } else if (input instanceof Input.Replaced replaced) {
            decisions.replace(replaced.state());
        } else if (input instanceof Input.NewestAsked asked) {
            asked.receiver().accept(states.newest());
        } else if (input instanceof Input.Ask ask) {
            pipeline.take(insight.slicesOf(ask.inspection()));
        } else if (input instanceof Input.ResetFigures) {
            insight.resetFigures();
        } else if (input instanceof Input.Stop stop) {
            pipeline.stop(stop.told());
        } else {
            throw new AssertionError("no rule for " + input);
        }
    }

    /** What connections are to be sent is in their outboxes; now reads may see it. */
    void publish() {
        if (batch.takeNews()) {
            view = view.next(states.committed(), decisions.mode(), insight.status());
        }
        agreed.accept(view.state());
    }

    /** Those are told who have been sent something. */
    void wakeLoops() {
        batch.wakeLoops();
    }
}
