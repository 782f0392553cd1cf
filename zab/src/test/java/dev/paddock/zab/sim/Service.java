package dev.paddock.zab.sim;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Input;
import dev.paddock.zab.Reign;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Touch;
import java.util.ArrayDeque;
import java.util.List;

/** What a server keeps for its clients: the state, and the requests that wait for it. All of it goes with the process. */
final class Service implements Application {
    private final Simulation simulation;
    private final SimulatedServer server;

    /** What was delivered. */
    private Entry state = Entry.none();

    private Zxid stateZxid = Zxid.ZERO;

    /** Null while nobody is served. */
    private Reign serving;

    private Role role = Role.LOOKING;
    private long epoch;

    /** Whether the leader does so upon a sync. */
    private boolean asksAQuorum;

    private boolean holds;

    /** On a leader: the state with all that was proposed. Null before there is a reign that needs it. */
    private Entry tip;

    private Reign tipReign;
    private Zxid lastPrepared;

    /** The writes that clients of this server ask for while it serves. */
    private int stream = -1;

    private final ArrayDeque<SyncAsked> syncs = new ArrayDeque<>();
    private final ArrayDeque<Long> revalidations = new ArrayDeque<>();

    private record SyncAsked(Message.Request request, int mustSee, long ownWrite) {}

    /** The last write of this stream that was asked for, and the last that has come. */
    private long ownAsked;

    private long ownShown;

    Service(Simulation simulation, SimulatedServer server) {
        this.simulation = simulation;
        this.server = server;
    }

    @Override
    public void start(Entry found, Zxid zxid) {
        state = found;
        stateZxid = zxid;
        tip = null;
    }

    @Override
    public void takeBack(Zxid last) {
        if (stateZxid.isAfter(last)) {
            state = state.notAfter(last);
            stateZxid = last;
        }
        tip = null;
    }

    @Override
    public void stop() {
        serving = null;
        role = Role.LOOKING;
        holds = false;
        tip = null;
        stream = -1;
        syncs.clear();
        revalidations.clear();
    }

    @Override
    public Entry state() {
        return state;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean isServing() {
        return serving != null;
    }

    @Override
    public Entry newest() {
        return serving != null || tip == null ? state : tip;
    }

    @Override
    public void on(Effect.ToServer effect) {
        if (effect instanceof Effect.Deliver deliver) {
            deliver(deliver.proposal());
        } else if (effect instanceof Effect.Prepare prepare) {
            prepare(prepare.request());
        } else if (effect instanceof Effect.ExtendTip extend) {
            extendTip(extend);
        } else if (effect instanceof Effect.Serve begin) {
            beginToServe(begin);
        } else if (effect instanceof Effect.StopServing) {
            stop();
        } else if (effect instanceof Effect.Hold) {
            holds = true;
        } else if (effect instanceof Effect.Synced synced) {
            synced(synced.request());
        } else if (effect instanceof Effect.AskValidity ask) {
            server.tell(new Input.Validity(ask.link(), ask.session(), ask.session() % 2 == 0));
        } else if (effect instanceof Effect.AskTouches ask) {
            Touch touch = new Touch(server.index(), 1000);
            server.tell(new Input.Touches(ask.link(), ask.lastProposed(), List.of(touch)));
        } else if (effect instanceof Effect.Revalidated revalidated) {
            revalidated(revalidated);
        } else if (!(effect instanceof Effect.Touched)) {
            throw new AssertionError("no rule for " + effect);
        }
    }

    private void extendTip(Effect.ExtendTip extend) {
        if (tip == null || !extend.reign().equals(tipReign)) {
            tip = state;
            tipReign = extend.reign();
        }
        tip = tip.then(extend.proposal());
    }

    private void beginToServe(Effect.Serve begin) {
        serving = begin.reign();
        role = begin.role();
        epoch = begin.epoch();
        asksAQuorum = !simulation.server(begin.leader()).isZooKeeper();
        holds = false;
        stream = simulation.writes().newStream();
        ownAsked = 0;
        ownShown = 0;
        simulation.agreement().serves(server, begin);
        if (role == Role.LEADING) {
            tip = state;
            lastPrepared = Zxid.of(epoch, 0);
        }
    }

    private void deliver(Proposal proposal) {
        simulation.agreement().delivers(server, stateZxid, proposal);
        state = state.then(proposal);
        stateZxid = proposal.zxid();
        simulation.agreement().shows(server, state);
        if (serving != null) {
            long write = WriteTxn.number(proposal.txn());
            if (simulation.writes().isAwaited(write, stream)) {
                ownShown = write;
            }
        }
    }

    /** A leader makes a transaction of a request. */
    private void prepare(Message.Request request) {
        if (serving == null || role != Role.LEADING || holds) {
            return;
        }
        long write = WriteRequest.number(request);
        simulation.writes().prepared(write);
        propose(request.session(), request.cxid(), write, null);
    }

    private void propose(long session, int cxid, long write, Membership membership) {
        Zxid zxid = lastPrepared.next();
        lastPrepared = zxid;
        Membership stamped = membership == null ? null : membership.withVersion(zxid.value());
        Bytes txn = stamped == null
                ? simulation.txn(session, cxid, zxid, write)
                : WriteTxn.of(session, cxid, zxid, write, stamped);
        Proposal proposal = new Proposal(zxid, txn, stamped);
        tip = tip.then(proposal);
        simulation.agreement().broadcasts(server, proposal);
        server.tell(new Input.Submitted(serving, proposal));
    }

    @Override
    public void act() {
        int what = simulation.random().nextInt(16);
        if (what == 0) {
            sync();
        } else if (what == 1) {
            revalidate();
        } else {
            write();
        }
    }

    @Override
    public void write() {
        if (!server.isServing() || server.isPaused() || holds) {
            return;
        }
        long write = simulation.writes().begin(stream);
        ownAsked = write;
        Message.Request request = WriteRequest.of(server.index(), write);
        if (role == Role.LEADING) {
            prepare(request);
        } else {
            server.tell(new Input.Forwarded(serving, request));
        }
    }

    @Override
    public void reconfigure(Membership next) {
        if (server.isServing() && role == Role.LEADING && !holds) {
            long write = simulation.writes().begin(stream);
            simulation.writes().prepared(write);
            propose(server.index(), 0, write, next);
        }
    }

    /** What a core with a mistake in it would do; its peer is to refuse that. */
    void writeUnderTheLastNumber() {
        long write = simulation.writes().begin(stream);
        Bytes txn = simulation.txn(server.index(), 0, lastPrepared, write);
        server.tell(new Input.Submitted(serving, new Proposal(lastPrepared, txn, null)));
    }

    void sync() {
        if (!server.isServing() || server.isPaused()) {
            return;
        }
        Message.Request request =
                new Message.Request(server.index(), syncs.size(), OpCode.SYNC.code(), Bytes.EMPTY, List.of());
        int mustSee = asksAQuorum ? simulation.agreement().committed() : 0;
        syncs.add(new SyncAsked(request, mustSee, holds ? 0 : ownAsked));
        server.tell(new Input.SyncAsked(serving, request));
    }

    private void synced(Message.Request request) {
        SyncAsked asked = syncs.poll();
        if (asked == null || asked.request() != request && !asked.request().equals(request)) {
            throw new Violation("sync", server + " is told of " + request + ", and has asked " + asked);
        }
        if (!holds && ownShown < asked.ownWrite()) {
            throw new Violation(
                    "sync",
                    server + " has not shown write " + asked.ownWrite() + " of the client that asked behind it");
        }
        if (state.length() < asked.mustSee()) {
            throw new Violation(
                    "sync",
                    server + " has delivered " + state.length() + " transactions, and " + asked.mustSee()
                            + " were agreed upon when it asked");
        }
    }

    private void revalidate() {
        if (server.isServing() && !server.isPaused() && role != Role.LEADING) {
            long session = simulation.random().nextInt(1000);
            revalidations.add(session);
            server.tell(new Input.RevalidationAsked(serving, session, 1000));
        }
    }

    private void revalidated(Effect.Revalidated answer) {
        Long asked = revalidations.poll();
        if (asked == null || asked != answer.session() || answer.isValid() != (asked % 2 == 0)) {
            throw new Violation("revalidation", server + " is told " + answer + ", and has asked for " + asked);
        }
    }
}
