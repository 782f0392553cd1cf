package dev.paddock.client;

import dev.paddock.client.ConnectString.Server;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.RemoveWatchesRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.WatcherEvent;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a session: which server it is attached to, what is on its way, what is watched, and when it is time to do
 * something. It knows no socket, thread or clock: it is told what happens, with the time in nanoseconds, and writes what is
 * to be sent. Methods stand in the order in which time visits them, all on one loop.
 */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int AUTH_XID = -4;
    private static final Bytes NO_PASSWORD = Bytes.wrap(new byte[ConnectResponse.PASSWORD_SIZE]);

    /** Below the 128 KiB that other clients keep to, with the header. */
    private static final int SET_WATCHES_BYTES = 120 << 10;

    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PROBE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private enum Phase {
        /** Waiting for the next attempt, or for it to succeed. */
        DIALING,
        HANDSHAKE,
        ATTACHED,
        /** The last request is on its way. */
        CLOSING,
        ENDED
    }

    private final ClientConfig config;
    private final SessionEdge edge;
    private final ServerList servers;
    private final Watches watches = new Watches();

    /** Sent over this connection, in order of their xids; each is answered in its turn. */
    private final Deque<Call<?>> inFlight = new ArrayDeque<>();

    /** Credentials over this connection; servers may answer them out of turn, but in order among themselves. */
    private final Deque<Call<?>> authInFlight = new ArrayDeque<>();

    /** To be sent once there is a connection. Empty while attached. */
    private final Deque<Call<?>> waiting = new ArrayDeque<>();

    /** Proven at each connection, in this order. */
    private final List<AuthRequest> credentials;

    private Phase phase = Phase.DIALING;
    private SessionStatus status;

    /** Of the server that is tried, or that the session is attached to. */
    private Server server;

    /** 0 until a server that takes writes has given one: one of a read-only server means nothing elsewhere. */
    private long id;

    private Bytes password = NO_PASSWORD;

    /** The highest that any answer has shown. Never to be attached to a server that has less. */
    private long lastZxid;

    /** No answer over this connection has told yet how far its server is. */
    private boolean isUnproven;

    private int lastXid;
    private boolean wasAttached;
    private long attachedAt;
    private long timeoutNanos;
    private long attemptEndsAt;
    private long lastSent;
    private long lastHeard;
    private long lastTick;
    private long nextProbe;
    private long probePause;

    Session(ClientConfig config, SessionEdge edge, Random random) {
        this.config = config;
        this.edge = edge;
        this.servers = new ServerList(config.servers().servers(), random);
        this.credentials = new ArrayList<>(config.credentials());
        this.timeoutNanos = config.sessionTimeout().toNanos();
        Optional<SessionCredentials> session = Optional.ofNullable(config.session());
        session.ifPresent(known -> {
            id = known.id();
            password = known.password();
        });
        this.status = new SessionStatus(SessionState.CONNECTING, session, config.sessionTimeout());
    }

    SessionStatus status() {
        return status;
    }

    long lastZxid() {
        return lastZxid;
    }

    /** How often {@link #tick} wants to be called: often enough for the shortest of the times that it looks after. */
    long tickMillis() {
        long shortest = Math.min(
                Math.min(timeoutNanos / 12, config.requestTimeout().toNanos() / 10),
                config.connectTimeout().toNanos() / 4);
        return Math.max(5, Math.min(1_000, TimeUnit.NANOSECONDS.toMillis(shortest)));
    }

    // Attaching to a server.

    void start(long now) {
        lastTick = now;
        dial(now);
    }

    private void dial(long now) {
        phase = Phase.DIALING;
        server = servers.next();
        long pause = servers.pauseMillis();
        attemptEndsAt = now
                + TimeUnit.MILLISECONDS.toNanos(pause)
                + config.connectTimeout().toNanos();
        edge.connect(server, pause);
    }

    /** The server that is tried has taken the connection. */
    void opened(long now) {
        phase = Phase.HANDSHAKE;
        int timeoutMillis = (int) config.sessionTimeout().toMillis();
        ConnectRequest request =
                new ConnectRequest(0, lastZxid, timeoutMillis, id, password, config.readOnlyAllowed(), true);
        ByteBuf out = edge.out();
        int start = beginFrame(out);
        request.write(new JuteWriter(out));
        endFrame(out, start);
        lastSent = now;
    }

    /** A frame of the server, without its length. */
    void received(JuteReader in, long now) {
        lastHeard = now;
        try {
            if (phase == Phase.HANDSHAKE) {
                greeted(ConnectResponse.read(in), now);
            } else if (phase == Phase.ATTACHED || phase == Phase.CLOSING) {
                reply(in, now);
            }
        } catch (JuteException | ProtocolFault fault) {
            unreadable();
            LOG.warn(
                    "what server {} says cannot be understood, so another one is sought: {}",
                    server,
                    fault.getMessage());
            edge.disconnect();
            closed(now);
        }
    }

    /** Whatever has been asked for this is not asked again: it would be answered in the same way. */
    void unreadable() {
        Call<?> call = inFlight.peek();
        if (call != null) {
            call.isIdempotent = false;
        }
    }

    private void greeted(ConnectResponse response, long now) {
        if (response.isRefusal()) {
            LOG.warn("server {} says that session 0x{} is over", server, Long.toHexString(id));
            end(SessionState.EXPIRED);
            return;
        }
        if (response.readOnly() && !config.readOnlyAllowed()) {
            throw new ProtocolFault("it serves reads only, and was not asked to");
        }
        attach(response, now);
    }

    /** What was proven and what is watched goes before what waits: so each request finds both in place. */
    private void attach(ConnectResponse response, long now) {
        phase = Phase.ATTACHED;
        isUnproven = true;
        attachedAt = now;
        servers.attached();
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(response.timeoutMillis());
        SessionCredentials session = new SessionCredentials(response.sessionId(), response.password());
        if (!response.readOnly()) {
            id = session.id();
            password = session.password();
        }
        nextProbe = now + FIRST_PROBE_NANOS;
        probePause = FIRST_PROBE_NANOS;
        LOG.info(
                "Session establishment complete on server {}, session id = 0x{}, negotiated timeout = {}",
                server,
                Long.toHexString(session.id()),
                response.timeoutMillis());
        change(new SessionStatus(
                response.readOnly() ? SessionState.READ_ONLY : SessionState.CONNECTED,
                Optional.of(session),
                Duration.ofMillis(response.timeoutMillis())));

        credentials.forEach(each -> send(Call.internal("auth", each), now));
        watches.toSetAgain(lastZxid, SET_WATCHES_BYTES).forEach(each -> send(Call.internal("setWatches", each), now));
        if (wasAttached) {
            watches.staying().forEach(this::tellMissed);
        }
        wasAttached = true;
        for (Call<?> call = waiting.poll(); call != null; call = waiting.poll()) {
            send(call, now);
        }
    }

    private void tellMissed(PersistentWatch watch) {
        if (watch.miss()) {
            edge.deliver(new Notice(watch::tellMissed));
        }
    }

    // Requests and answers.

    void submit(Call<?> call, long now) {
        if (phase == Phase.ENDED || phase == Phase.CLOSING) {
            fail(call, reasonOfEnd(call, false));
            return;
        }
        try {
            if (!call.watchChange.begin(watches)) {
                call.answer(0, null, watches);
                deliver(call);
                return;
            }
        } catch (RefusedException refused) {
            fail(call, refused);
            return;
        }
        if (call.request instanceof AuthRequest auth) {
            credentials.add(auth);
        }
        call.deadlineNanos = now + config.requestTimeout().toNanos();
        if (phase == Phase.ATTACHED) {
            send(call, now);
        } else {
            waiting.add(call);
        }
    }

    private void send(Call<?> call, long now) {
        boolean isAuth = call.request.op() == OpCode.AUTH;
        call.xid = isAuth ? AUTH_XID : nextXid();
        (isAuth ? authInFlight : inFlight).add(call);
        write(call.xid, call.request, now);
    }

    private void write(int xid, Request request, long now) {
        ByteBuf out = edge.out();
        int start = beginFrame(out);
        out.writeInt(xid);
        out.writeInt(request.op().code());
        request.write(new JuteWriter(out));
        endFrame(out, start);
        lastSent = now;
    }

    private static int beginFrame(ByteBuf out) {
        int start = out.writerIndex();
        out.writeInt(0);
        return start;
    }

    private static void endFrame(ByteBuf out, int start) {
        out.setInt(start, out.writerIndex() - start - Integer.BYTES);
    }

    private int nextXid() {
        lastXid = lastXid == Integer.MAX_VALUE ? 1 : lastXid + 1;
        return lastXid;
    }

    private void reply(JuteReader in, long now) {
        int xid = in.readInt();
        long zxid = in.readLong();
        int err = in.readInt();
        if (xid == ReplyHeader.NOTIFICATION_XID) {
            notify(WatcherEvent.read(in), zxid);
        } else if (xid == AUTH_XID) {
            proven(err);
        } else {
            seen(zxid);
            if (xid != ReplyHeader.PING_XID) {
                answered(xid, err, in);
            }
        }
    }

    private void seen(long zxid) {
        if (zxid <= 0) {
            return;
        }
        if (isUnproven && zxid < lastZxid) {
            throw new ProtocolFault("it is at zxid 0x" + Long.toHexString(zxid) + ", behind 0x"
                    + Long.toHexString(lastZxid) + " that this session has seen");
        }
        isUnproven = false;
        lastZxid = Math.max(lastZxid, zxid);
    }

    private void answered(int xid, int err, JuteReader body) {
        Call<?> call = inFlight.peek();
        if (call == null || call.xid != xid) {
            throw new ProtocolFault("it answers request " + xid + " where "
                    + (call == null ? "none is" : "request " + call.xid + " is") + " next");
        }
        if (call.isAbandoned) {
            inFlight.remove();
            call.release();
            return;
        }
        call.answer(err, body, watches);
        // Not before: an answer that cannot be read is no answer.
        inFlight.remove();
        deliver(call);
        if (phase == Phase.CLOSING && inFlight.isEmpty()) {
            end(SessionState.CLOSED);
        }
    }

    private void proven(int err) {
        Call<?> call = authInFlight.poll();
        if (call == null) {
            throw new ProtocolFault("it answers credentials that it was not shown");
        }
        if (err != 0) {
            fail(call, RefusedException.of(err, call.operation, call.path));
            LOG.error("server {} does not accept the credentials: {}", server, err);
            end(SessionState.AUTH_FAILED);
            return;
        }
        call.answer(0, null, watches);
        deliver(call);
    }

    private void notify(WatcherEvent event, long zxid) {
        String path = event.path().toString();
        Watches.Fired fired = watches.fire(event.type(), path);
        List<PersistentWatch> staying = fired.staying();
        if (edge.isBehind() && !staying.isEmpty()) {
            staying.forEach(this::tellMissed);
            staying = List.of();
        }
        if (!fired.once().isEmpty() || !staying.isEmpty()) {
            String shown = config.servers().chroot().toClient(path);
            edge.deliver(new WatchNotification(new WatchEvent(event.type(), shown, zxid), fired.once(), staying));
        }
    }

    /** Its watcher is not called any more; the server is told when nobody else needs it. */
    void closeWatch(PersistentWatch watch, long now) {
        if (watches.remove(watch) && phase == Phase.ATTACHED) {
            send(
                    Call.internal(
                            "removeWatches",
                            new RemoveWatchesRequest(
                                    Utf8.of(watch.path), watch.mode.kind().code())),
                    now);
        }
    }

    // Time.

    void tick(long now) {
        // If we did not run ourselves, the silence since then is not the server's.
        boolean isLate = now - lastTick > timeoutNanos / 3;
        lastTick = now;
        switch (phase) {
            case DIALING, HANDSHAKE -> {
                if (now - attemptEndsAt >= 0) {
                    LOG.info("server {} does not answer in time; trying another", server);
                    edge.disconnect();
                    closed(now);
                }
            }
            case ATTACHED, CLOSING -> {
                if (now - lastHeard >= timeoutNanos * 2 / 3 && !isLate) {
                    LOG.warn("server {} has been silent for two thirds of the timeout; trying another", server);
                    edge.disconnect();
                    closed(now);
                } else if (phase == Phase.ATTACHED
                        && now - lastSent >= timeoutNanos / 3 - TimeUnit.MILLISECONDS.toNanos(tickMillis())) {
                    write(ReplyHeader.PING_XID, new PingRequest(), now);
                }
            }
            case ENDED -> {
                return;
            }
        }
        if (status.state() == SessionState.READ_ONLY && phase == Phase.ATTACHED && now - nextProbe >= 0) {
            probePause = Math.min(probePause * 2, LONGEST_PROBE_NANOS);
            nextProbe = now + probePause;
            edge.probe(servers.next());
        }
        endLateCalls(now);
    }

    /** All have the same time, so the oldest are first; but what is tried again is older than it stands. */
    private void endLateCalls(long now) {
        for (Iterator<Call<?>> calls = waiting.iterator(); calls.hasNext(); ) {
            Call<?> call = calls.next();
            if (now - call.deadlineNanos < 0) {
                break;
            }
            calls.remove();
            fail(call, late(call, false));
        }
        for (Call<?> call : inFlight) {
            if (!call.isInternal && !call.isAbandoned) {
                if (now - call.deadlineNanos < 0) {
                    break;
                }
                call.isAbandoned = true;
                fail(call, late(call, true));
            }
        }
    }

    private DeadlineExceededException late(Call<?> call, boolean wasSent) {
        return new DeadlineExceededException(call.operation, call.path, config.requestTimeout(), wasSent);
    }

    /** The other server takes writes: the session goes there. */
    void readWriteFound(Server other, long now) {
        if (phase == Phase.ATTACHED && status.state() == SessionState.READ_ONLY) {
            LOG.info("server {} takes writes; leaving {}", other, server);
            servers.prefer(other);
            edge.disconnect();
            closed(now);
        }
    }

    // Losing a server.

    /** The connection is gone, or the attempt at it has failed. */
    void closed(long now) {
        if (phase == Phase.ENDED) {
            return;
        }
        if (phase == Phase.CLOSING) {
            end(SessionState.CLOSED);
            return;
        }
        if (phase == Phase.ATTACHED) {
            loseInFlight();
            servers.lost(now - attachedAt < SOON_NANOS);
            change(status.with(SessionState.SUSPENDED));
        }
        dial(now);
    }

    private void loseInFlight() {
        List<Call<?>> lost = takeInFlight();
        for (int i = lost.size() - 1; i >= 0; i--) {
            Call<?> call = lost.get(i);
            if (config.retryIdempotent() && call.isIdempotent && !call.isAbandoned) {
                waiting.addFirst(call);
                lost.remove(i);
            }
        }
        for (Call<?> call : lost) {
            lose(call, new ConnectionLostException(call.operation, call.path, true));
        }
    }

    private List<Call<?>> takeInFlight() {
        List<Call<?>> all = new ArrayList<>(authInFlight);
        all.addAll(inFlight);
        authInFlight.clear();
        inFlight.clear();
        return all;
    }

    private void lose(Call<?> call, PaddockException reason) {
        if (call.isAbandoned) {
            call.release();
        } else {
            fail(call, reason);
        }
    }

    private void fail(Call<?> call, PaddockException reason) {
        call.fail(reason, watches);
        deliver(call);
    }

    private void deliver(Call<?> call) {
        if (call.isDirect) {
            call.run();
        } else {
            edge.deliver(call);
        }
    }

    // The end.

    /** Says good-bye to the server, if there is one. What was sent before is answered before. */
    void close(long now) {
        if (phase == Phase.ATTACHED) {
            send(Call.internal("closeSession", new CloseSessionRequest()), now);
            phase = Phase.CLOSING;
        } else if (phase != Phase.CLOSING) {
            closeAtOnce();
        }
    }

    /** Without a word, or without waiting any longer for the answer to it. */
    void closeAtOnce() {
        if (phase != Phase.ENDED) {
            end(SessionState.CLOSED);
        }
    }

    private void end(SessionState last) {
        phase = Phase.ENDED;
        edge.disconnect();
        status = status.with(last);
        for (Call<?> call : takeInFlight()) {
            lose(call, reasonOfEnd(call, true));
        }
        for (Call<?> call = waiting.poll(); call != null; call = waiting.poll()) {
            fail(call, reasonOfEnd(call, false));
        }
        edge.changed(status);
        for (Watcher watcher : watches.clear()) {
            edge.deliver(new Notice(() -> watcher.ended(last)));
        }
    }

    private PaddockException reasonOfEnd(Call<?> call, boolean wasSent) {
        SessionState end = phase == Phase.ENDED ? status.state() : SessionState.CLOSED;
        return end.reasonOfEnd(call.operation, call.path, wasSent);
    }

    private void change(SessionStatus next) {
        status = next;
        edge.changed(next);
    }
}
