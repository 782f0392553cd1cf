package dev.paddock.server.sim;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Result;
import dev.paddock.datatree.State;
import dev.paddock.datatree.WatchKind;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.Operations;
import dev.paddock.server.net.SteppedClient.Frame;
import dev.paddock.server.sim.Doings.Kind;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetChildrenResponse;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.zab.sim.Agenda;
import dev.paddock.zab.sim.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A client that goes from server to server with its session, and holds what it hears against what has been agreed upon:
 * the reply to a read is what the state shows at the transaction that it names, that transaction never goes back, and the
 * reply to a write is what its own transaction has come to.
 */
final class SimulatedClient {
    /** Where every few writes end an epoch, and all is to calm down. */
    private static final int LONG_PAUSE_MICROS = 5_000_000;

    private final EnsembleWorld world;
    private final AgreedHistory history;
    private final Agenda agenda;
    private final Random random;
    private final int number;
    private final ClientRequests requests;

    /** Whether the requests of each connection are numbered from 1 on. */
    private final boolean numbersAnew;

    private final int timeoutMillis;
    private final int eagerness;

    // The session, if there is one.

    private long session;
    private Bytes password;
    private long lastZxid;
    private boolean isClosing;

    /** Somebody may still attach it on behalf of a connection that was given up before. */
    private boolean hasGivenUp;

    // The connection, if there is one.

    private SimulatedConnection connection;
    private ClientWatches watches;
    private final Deque<Asked> outstanding = new ArrayDeque<>();
    private boolean isWelcome;
    private CoreApplication before;
    private long openedAt;
    private int lastXid;

    /** A connection of the session before it went on elsewhere, which its server may not know. */
    private SimulatedConnection stale;

    // How it goes.

    private long silentUntil;

    /** When what was answered on this connection was asked, as far as it may matter. */
    private final Deque<Long> heardOf = new ArrayDeque<>();

    private boolean hasWrittenSinceHealing;

    /** Those of earlier sessions that were ended by the ensemble or by the client, never to be heard of again. */
    private final Set<Long> gone = new HashSet<>();

    /**
     * @param floor what had been acknowledged to anybody when it was asked
     * @param seen what this client had seen by then
     */
    private record Asked(int xid, Request request, long at, long floor, long seen, boolean isBehindWrite) {}

    SimulatedClient(EnsembleWorld world, int number) {
        this.world = world;
        this.history = world.history;
        this.agenda = world.simulation.agenda();
        this.random = world.simulation.random();
        this.number = number;
        this.requests = new ClientRequests(random, number);
        this.numbersAnew = random.nextBoolean();
        this.timeoutMillis = world.tickMillis() * (2 + random.nextInt(8));
        this.eagerness = 8 << random.nextInt(4);
        agenda.after(random.nextInt(500_000), this::act);
    }

    // What it does.

    private void act() {
        agenda.after(1 + random.nextInt(pauseMicros()), this::act);
        long now = agenda.now();
        if (connection == null) {
            connect();
        } else if (now < silentUntil) {
            return;
        } else if (!isWelcome || !outstanding.isEmpty()) {
            long since = isWelcome ? outstanding.peek().at() : openedAt;
            if (now - since > timeoutMillis * 600L) {
                giveUp();
            } else if (isWelcome && outstanding.size() < 4) {
                say();
            }
        } else {
            say();
        }
    }

    private int pauseMicros() {
        int tick = world.tickMillis() * 1000;
        if (!isHealed()) {
            return 4 * tick / eagerness;
        }
        return world.hasLongEpochs() ? Math.min(timeoutMillis * 1000 / 4, 2 * tick + 600_000) : LONG_PAUSE_MICROS;
    }

    private boolean isHealed() {
        return world.simulation.isHealed();
    }

    private void connect() {
        CoreApplication application = world.applications.get(random.nextInt(world.applications.size()));
        openedAt = agenda.now();
        isWelcome = false;
        watches = new ClientWatches(history);
        connection = new SimulatedConnection(world, application, this::listen);
        long asked = session;
        Bytes shown = password;
        long seen = session == 0 ? 0 : lastZxid;
        connection.send(socket -> socket.handshake(timeoutMillis, asked, shown, seen));
    }

    private void say() {
        int what = random.nextInt(isHealed() ? 60 : 120);
        if (isClosing) {
            return;
        } else if (what == 0 && !isHealed()) {
            silentUntil = agenda.now() + (long) (timeoutMillis * 2500L * random.nextDouble());
        } else if (what == 1 && !isHealed()) {
            ask(new CloseSessionRequest());
            isClosing = true;
        } else if (what < 5 && !isHealed()) {
            if (what == 2) {
                ask(requests.sync());
                askAll(requests::write);
            }
            move();
        } else if (what == 5 && stale != null) {
            writeBehind();
        } else if (what < 10) {
            ask(new PingRequest());
        } else if (what < 20 && !isHealed()) {
            askAll(requests::next);
        } else {
            ask(requests.next());
        }
    }

    /** Some writes at once. */
    void burst() {
        if (connection != null && isWelcome && !isClosing) {
            askAll(requests::write);
        }
    }

    /** In one go, so that they may be in one batch of the core. */
    private void askAll(Supplier<Request> next) {
        List<Runnable> sent = new ArrayList<>();
        SimulatedConnection to = connection;
        for (int count = 1 + random.nextInt(6); count > 0; count--) {
            sent.add(asking(next.get()));
        }
        to.send(socket -> sent.forEach(Runnable::run));
    }

    private void ask(Request request) {
        Runnable sent = asking(request);
        connection.send(socket -> sent.run());
    }

    /** Expects an answer from now on. What is returned sends the request. */
    private Runnable asking(Request request) {
        int xid = request instanceof PingRequest ? -2 : ++lastXid;
        boolean isBehindWrite = outstanding.stream().anyMatch(asked -> Operations.isWrite(asked.request()));
        outstanding.add(new Asked(xid, request, agenda.now(), world.acknowledged, lastZxid, isBehindWrite));
        int before = lastXid - 1;
        SimulatedConnection to = connection;
        return () -> {
            if (xid > 0) {
                to.socket().numberFrom(before);
            }
            to.socket().ask(request);
        };
    }

    /** Goes to another server, with or without a word to the one before. */
    private void move() {
        if (random.nextBoolean()) {
            if (stale != null) {
                stale.vanish();
            }
            stale = connection;
            stale.leave();
        } else {
            connection.vanish();
        }
        forgetConnection();
    }

    /** Whoever is asked on the former connection has lost the session, if it knows or not. */
    private void writeBehind() {
        if (hasGivenUp || stale.isOver() || stale.application() == connection.application()) {
            return;
        }
        SetDataRequest write = requests.forbidden();
        world.names.forbid(write.data().text());
        stale.send(socket -> socket.ask(write));
    }

    private void giveUp() {
        hasGivenUp |= !isWelcome;
        world.doings.happened(Kind.CONNECTION_GIVEN_UP);
        if (random.nextInt(4) > 0) {
            connection.vanish();
        } else {
            connection.leave();
        }
        forgetConnection();
    }

    private void forgetConnection() {
        connection = null;
        outstanding.clear();
        isWelcome = false;
        heardOf.clear();
        lastXid = numbersAnew ? 0 : lastXid;
        if (isClosing) {
            // It may be over or not: the next server tells.
            isClosing = false;
        }
    }

    private void forgetSession() {
        gone.add(session);
        session = 0;
        password = null;
        lastZxid = 0;
        isClosing = false;
        hasGivenUp = false;
        if (stale != null) {
            stale.vanish();
            stale = null;
        }
    }

    // What it hears.

    private void listen() {
        SimulatedConnection heard = connection;
        if (heard == null) {
            return;
        }
        boolean mayBeLost = heard.isOver() && random.nextBoolean();
        if (heard.socket() != null && !mayBeLost) {
            if (!isWelcome && heard.socket().arrivedBytes() > 0) {
                welcome(heard.socket().welcome());
            }
            while (connection == heard && isWelcome && heard.socket().arrivedBytes() > 0) {
                hear(heard.socket().receive());
            }
        }
        if (connection == heard && heard.isOver()) {
            world.doings.happened(Kind.CONNECTION_BROKEN);
            heard.leave();
            forgetConnection();
        }
    }

    private void welcome(ConnectResponse response) {
        if (response.timeoutMillis() == 0) {
            if (history.last().session(session) != null) {
                throw new Violation("expired", this + " is told that its session is over, and it is not");
            }
            world.doings.happened(Kind.SESSION_TOLD_TO_BE_OVER);
            connection.leave();
            forgetConnection();
            forgetSession();
            return;
        }
        if (session != 0 && response.sessionId() != session) {
            throw new Violation("session", this + " is given another session: " + response);
        }
        if (gone.contains(response.sessionId())) {
            throw new Violation("session", this + " is given a session that was over: " + response);
        }
        world.doings.happened(
                session == 0
                        ? Kind.SESSION_BEGUN
                        : connection.application() == before
                                ? Kind.SESSION_RESUMED_AT_THE_SAME_SERVER
                                : Kind.SESSION_RESUMED_ELSEWHERE);
        before = connection.application();
        session = response.sessionId();
        password = response.password();
        isWelcome = true;
    }

    private void hear(Frame frame) {
        if (frame.isEvent()) {
            watches.told(frame);
            world.doings.happened(Kind.EVENT);
            goesOn(frame.header().zxid(), frame);
            return;
        }
        Asked asked = outstanding.remove();
        if (frame.header().xid() != asked.xid()) {
            throw new Violation("order", this + " has asked " + asked + ", and hears " + frame);
        }
        heardOf.removeIf(at -> agenda.now() - at > timeoutMillis * 1000L);
        heardOf.add(asked.at());
        int length = history.lengthAt(frame.header().zxid());
        if (length < 0) {
            throw new Violation("agreed", this + " is shown what was not agreed upon: " + frame);
        }
        goesOn(frame.header().zxid(), frame);
        watches.shown(length, frame);
        State state = history.state(length);
        boolean isClose = asked.request() instanceof CloseSessionRequest;
        if ((state.session(session) == null) != isClose) {
            throw new Violation("session", this + " without a session is answered: " + frame);
        }
        if (Operations.isWrite(asked.request())) {
            written(asked, frame, length);
        } else {
            read(asked, frame, length);
        }
        if (isClose) {
            world.doings.happened(Kind.SESSION_CLOSED);
            connection.leave();
            forgetConnection();
            forgetSession();
        }
    }

    private void goesOn(long zxid, Frame frame) {
        if (zxid < lastZxid) {
            throw new Violation("prefix", this + " has seen " + Long.toHexString(lastZxid) + ", and hears " + frame);
        }
        lastZxid = zxid;
    }

    private void written(Asked asked, Frame frame, int length) {
        AgreedHistory.Step step = length == 0 ? null : history.step(length);
        Transaction transaction = step == null ? null : step.transaction();
        boolean isIts = transaction != null
                && transaction.header().sessionId() == session
                && transaction.header().cxid() == asked.xid();
        if (!isIts) {
            throw new Violation("write", this + " has asked " + asked + " and hears " + frame + " of " + transaction);
        }
        if (asked.floor() >= frame.header().zxid()) {
            throw new Violation(
                    "linearizable",
                    this + " has asked " + asked + " behind " + Long.toHexString(asked.floor()) + ", and hears "
                            + frame);
        }
        requireSame(step.applied().result(), asked, frame);
        if (asked.request() instanceof SetDataRequest set && frame.header().err() == 0) {
            requireWritten(set, transaction);
        }
        boolean isDone = frame.header().err() == 0;
        if (asked.request() instanceof MultiRequest) {
            boolean hasFailed = step.transaction().txn() instanceof MultiTxn parts && parts.hasFailed();
            world.doings.happened(isDone && !hasFailed ? Kind.MULTI_DONE : Kind.MULTI_FAILED);
        } else {
            world.doings.happened(isDone ? Kind.WRITE_DONE : Kind.WRITE_REFUSED);
        }
        world.acknowledged = Math.max(world.acknowledged, frame.header().zxid());
        hasWrittenSinceHealing |= isHealed() && frame.header().err() == 0;
    }

    private void requireWritten(SetDataRequest set, Transaction transaction) {
        if (!WrittenNames.in(transaction.txn()).contains(set.data().text())) {
            throw new Violation("write", this + " has asked " + set + ", and was told of " + transaction);
        }
    }

    private void read(Asked asked, Frame frame, int length) {
        if (asked.request().op() == OpCode.PING) {
            return;
        }
        if (asked.request().op() == OpCode.SYNC) {
            synced(asked, frame);
        } else {
            world.doings.happened(asked.isBehindWrite() ? Kind.READ_BEHIND_A_WRITE : Kind.PLAIN_READ);
        }
        Result expected =
                world.operations.read(history.state(length), asked.request(), new Caller(session, Identities.NONE));
        requireSame(expected, asked, frame);
        ErrorCode error = expected.error();
        if (asked.request() instanceof GetDataRequest read && read.watch() && error == ErrorCode.OK) {
            watches.set(WatchKind.DATA, read.path());
        } else if (asked.request() instanceof ExistsRequest read && read.watch()) {
            watches.set(WatchKind.DATA, read.path());
        } else if (asked.request() instanceof GetChildrenRequest read && read.watch() && error == ErrorCode.OK) {
            watches.set(WatchKind.CHILD, read.path());
        }
    }

    private void synced(Asked asked, Frame frame) {
        if (asked.floor() > frame.header().zxid()) {
            throw new Violation(
                    "sync", this + " hears " + frame + ", and had to see " + Long.toHexString(asked.floor()));
        }
        world.doings.happened(asked.floor() > asked.seen() ? Kind.SYNC_THAT_HAD_TO_WAIT : Kind.SYNC);
    }

    private void requireSame(Result expected, Asked asked, Frame frame) {
        boolean isSame = expected.error().code() == frame.header().err()
                && (expected.response() == null
                        || asked.request() instanceof CloseSessionRequest
                        || isSame(expected.response(), frame.response()));
        if (!isSame) {
            throw new Violation("result", this + " has asked " + asked + ", hears " + frame + ", and not " + expected);
        }
    }

    /** Lists of children have no order. */
    private static boolean isSame(Response one, Response other) {
        if (one instanceof GetChildrenResponse list && other instanceof GetChildrenResponse otherList) {
            return new HashSet<Utf8>(list.children()).equals(new HashSet<>(otherList.children()));
        }
        return one.equals(other);
    }

    // How it goes.

    /** A session has ended. Nobody may end one whose client is heard of. */
    void sessionEnds(long ended, Transaction transaction) {
        if (ended != session || transaction.header().cxid() != 0) {
            return;
        }
        world.doings.happened(Kind.SESSION_EXPIRED);
        if (connection == null || !isWelcome || world.healedAt < 0) {
            return;
        }
        long now = agenda.now();
        long from = Math.max(world.healedAt, now - timeoutMillis * 900L);
        long to = now - world.tickMillis() * 2000L;
        if (heardOf.stream().anyMatch(at -> from < at && at < to)) {
            throw new Violation("expiry", this + " is ended, and was heard of in time: " + transaction);
        }
    }

    boolean isWell() {
        long patience = (3L * timeoutMillis + 6L * world.tickMillis()) * 1000;
        return isWelcome && hasWrittenSinceHealing && agenda.now() - world.healedAt > patience;
    }

    @Override
    public String toString() {
        return "client " + number + " of session 0x" + Long.toHexString(session)
                + (connection == null ? "" : " at " + connection.application());
    }
}
