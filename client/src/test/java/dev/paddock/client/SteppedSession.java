package dev.paddock.client;

import dev.paddock.client.ConnectString.Server;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A session without a network, a clock or threads: the test is all three. What it does is kept as text, in order. */
final class SteppedSession implements SessionEdge {
    static final Duration TIMEOUT = Duration.ofSeconds(12);
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    final Session session;
    final AsyncClient async;

    /** In milliseconds. */
    long now = 1_000;

    private final List<String> done = new ArrayList<>();
    private final ByteBuf out = Unpooled.buffer();
    boolean isBehind;

    /** How many requests do not count as on their way any more. */
    int released;

    private Server server;
    private long pauseMillis;

    SteppedSession(String connectString) {
        this(connectString, UnaryOperator.identity());
    }

    SteppedSession(String connectString, UnaryOperator<ClientConfig> change) {
        ClientConfig config = change.apply(new ClientConfig(
                ConnectString.parse(connectString),
                TIMEOUT,
                Duration.ofSeconds(4),
                REQUEST_TIMEOUT,
                List.of(),
                null,
                null,
                false,
                false,
                100,
                1 << 20));
        session = new Session(config, this, new Random(1));
        async = new AsyncClient(
                new RequestSink() {
                    @Override
                    public void submit(Call<?> call) {
                        call.afterwards(() -> released++);
                        session.submit(call, nanos());
                    }

                    @Override
                    public void closeWatch(PersistentWatch watch) {
                        session.closeWatch(watch, nanos());
                    }
                },
                config.servers().chroot(),
                true);
        session.start(nanos());
    }

    static ClientConfig retrying(ClientConfig from) {
        return with(from, from.readOnlyAllowed(), true, from.session());
    }

    static ClientConfig readOnly(ClientConfig from) {
        return with(from, true, from.retryIdempotent(), from.session());
    }

    private static ClientConfig with(ClientConfig from, boolean readOnly, boolean retry, SessionCredentials session) {
        return new ClientConfig(
                from.servers(),
                from.sessionTimeout(),
                from.connectTimeout(),
                from.requestTimeout(),
                from.credentials(),
                session,
                from.tls(),
                readOnly,
                retry,
                from.maxInFlight(),
                from.maxResponseBytes());
    }

    long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(now);
    }

    /** What has happened since this was last asked. */
    List<String> done() {
        readRequests();
        List<String> all = List.copyOf(done);
        done.clear();
        return all;
    }

    Server server() {
        return server;
    }

    long pauseMillis() {
        return pauseMillis;
    }

    // What a network does.

    /** The server takes the connection: what it is greeted with. */
    ConnectRequest opened() {
        session.opened(nanos());
        out.skipBytes(Integer.BYTES);
        ConnectRequest request = ConnectRequest.read(new JuteReader(out.readSlice(out.readableBytes())));
        out.clear();
        return request;
    }

    /** The server takes the session, and it is attached. */
    SteppedSession attach() {
        opened();
        return greeted(5, false);
    }

    SteppedSession greeted(long id, boolean readOnly) {
        Bytes password = Bytes.wrap(new byte[ConnectResponse.PASSWORD_SIZE]);
        receive(new ConnectResponse(0, (int) TIMEOUT.toMillis(), id, password, readOnly, true));
        return this;
    }

    void refused() {
        receive(ConnectResponse.refusal(false, true));
    }

    void answer(int xid, long zxid, int err, JuteRecord... body) {
        ByteBuf in = Unpooled.buffer();
        JuteWriter writer = new JuteWriter(in);
        writer.int32(xid).int64(zxid).int32(err);
        for (JuteRecord record : body) {
            writer.record(record);
        }
        session.received(new JuteReader(in), nanos());
    }

    private void receive(JuteRecord record) {
        ByteBuf in = Unpooled.buffer();
        record.write(new JuteWriter(in));
        session.received(new JuteReader(in), nanos());
    }

    void lose() {
        done();
        session.closed(nanos());
    }

    /** Time passes, with all the ticks that belong to it. */
    void pass(long millis) {
        long end = now + millis;
        while (now < end) {
            now = Math.min(end, now + session.tickMillis());
            session.tick(nanos());
        }
    }

    private void readRequests() {
        while (out.isReadable()) {
            JuteReader frame = new JuteReader(out.readSlice(out.readInt()));
            RequestHeader header = RequestHeader.read(frame);
            OpCode op = OpCode.ofCode(header.type());
            done.add("sent " + header.xid() + " " + Request.read(op, frame));
        }
        out.clear();
    }

    // What the session asks for.

    @Override
    public void connect(Server server, long pauseMillis) {
        this.server = server;
        this.pauseMillis = pauseMillis;
        done.add("connect");
    }

    @Override
    public void disconnect() {
        readRequests();
        done.add("disconnect");
    }

    @Override
    public ByteBuf out() {
        return out;
    }

    @Override
    public void probe(Server server) {
        done.add("probe " + server);
    }

    @Override
    public void deliver(Handoff.Item item) {
        readRequests();
        item.run();
    }

    @Override
    public boolean isBehind() {
        return isBehind;
    }

    @Override
    public void changed(SessionStatus status) {
        readRequests();
        done.add(status.state().toString());
    }

    /** A watcher that is heard in {@link #done}. */
    Watcher watcher(String name) {
        return new Watcher() {
            @Override
            public void changed(WatchEvent event) {
                done.add(name + ": " + event.type() + " " + event.path());
            }

            @Override
            public void missed() {
                done.add(name + ": missed");
            }

            @Override
            public void ended(SessionState state) {
                done.add(name + ": ended");
            }
        };
    }
}
