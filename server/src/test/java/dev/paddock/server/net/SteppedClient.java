package dev.paddock.server.net;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.WatcherEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A client of a {@link SteppedLoop}, and the socket between them. */
public final class SteppedClient implements Transport {
    final ClientConnection connection;

    private final SteppedLoop loop;
    private final ByteBuf arrived = Unpooled.buffer();

    /** What was asked under each xid. */
    private final Map<Integer, OpCode> asked = new HashMap<>();

    private int lastXid;
    private boolean isWritable = true;
    private int window = Integer.MAX_VALUE;
    private boolean saysThatThereIsRoom;
    private boolean isWritten;
    private boolean isReading = true;
    private boolean isClosed;
    private ConnectResponse session;

    /** Something that came: a reply with its body if it has one, or an event. */
    public record Frame(ReplyHeader header, OpCode op, Response response, WatcherEvent event) {
        public boolean isEvent() {
            return event != null;
        }
    }

    public SteppedClient(SteppedLoop loop) {
        this.loop = loop;
        connection = new ClientConnection(loop, this, Peer.of(InetAddress.getLoopbackAddress()));
    }

    // What it says.

    /** The next request has the number behind this one. */
    public void numberFrom(int xid) {
        lastXid = xid;
    }

    public int lastXid() {
        return lastXid;
    }

    public void handshake(int timeoutMillis, long sessionId, Bytes password, long lastZxidSeen) {
        Bytes shown = password == null ? Bytes.wrap(new byte[16]) : password;
        send(frame(new ConnectRequest(0, lastZxidSeen, timeoutMillis, sessionId, shown, false, true)));
    }

    public int ask(Request request) {
        ByteBuf frame = frameOf(request);
        send(frame);
        return lastXid;
    }

    /** The bytes of a request, for a test that sends several at once. */
    ByteBuf frameOf(Request request) {
        lastXid++;
        asked.put(lastXid, request.op());
        return frame(new RequestHeader(lastXid, request.op().code()), request);
    }

    void send(ByteBuf bytes) {
        connection.received(bytes);
    }

    static ByteBuf frame(JuteRecord... records) {
        ByteBuf frame = Unpooled.buffer();
        frame.writeInt(0);
        JuteWriter out = new JuteWriter(frame);
        for (JuteRecord record : records) {
            out.record(record);
        }
        frame.setInt(0, frame.readableBytes() - Integer.BYTES);
        return frame;
    }

    public static CreateRequest create(String path, String data) {
        return new CreateRequest(
                OpCode.CREATE,
                Utf8.of(path),
                Bytes.ofText(data),
                Acl.OPEN,
                CreateMode.PERSISTENT.flags(),
                CreateRequest.NO_TTL);
    }

    public static CreateRequest ephemeral(String path) {
        return new CreateRequest(
                OpCode.CREATE,
                Utf8.of(path),
                Bytes.EMPTY,
                Acl.OPEN,
                CreateMode.EPHEMERAL.flags(),
                CreateRequest.NO_TTL);
    }

    public static SetDataRequest set(String path, String data) {
        return new SetDataRequest(Utf8.of(path), Bytes.ofText(data), ExpectedVersion.ANY);
    }

    public static GetDataRequest get(String path, boolean watch) {
        return new GetDataRequest(Utf8.of(path), watch);
    }

    public static ExistsRequest exists(String path, boolean watch) {
        return new ExistsRequest(Utf8.of(path), watch);
    }

    public static GetChildrenRequest children(String path, boolean watch) {
        return new GetChildrenRequest(OpCode.GET_CHILDREN, Utf8.of(path), watch);
    }

    // What it hears.

    public ConnectResponse welcome() {
        session = ConnectResponse.read(new JuteReader(nextFrame()));
        return session;
    }

    ConnectResponse session() {
        return session;
    }

    /** The next reply or event, or null. */
    public Frame receive() {
        ByteBuf frame = nextFrame();
        if (frame == null) {
            return null;
        }
        JuteReader in = new JuteReader(frame);
        ReplyHeader header = ReplyHeader.read(in);
        if (header.xid() == ReplyHeader.NOTIFICATION_XID) {
            return new Frame(header, null, null, WatcherEvent.read(in));
        }
        OpCode op = asked.get(header.xid());
        Response response = header.err() == 0 && op != null ? Response.read(op, in) : null;
        if (in.remaining() > 0) {
            throw new AssertionError(in.remaining() + " bytes are left of the reply to " + op);
        }
        return new Frame(header, op, response, null);
    }

    private ByteBuf nextFrame() {
        if (arrived.readableBytes() < Integer.BYTES) {
            return null;
        }
        return arrived.readSlice(arrived.readInt());
    }

    /** All that has come, as text. */
    String text() {
        byte[] bytes = new byte[arrived.readableBytes()];
        arrived.readBytes(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public int arrivedBytes() {
        return arrived.readableBytes();
    }

    public boolean isClosed() {
        return isClosed;
    }

    boolean isRead() {
        return isReading;
    }

    /** Whether it reads what it is sent. */
    void reads(boolean does) {
        isWritable = does;
        if (does) {
            connection.resume();
        }
    }

    /** Goes away without a word. */
    public void vanish() {
        isClosed = true;
        connection.closed();
    }

    /** Whether its socket tells of room while it is written to. */
    void saysThatThereIsRoom(boolean does) {
        saysThatThereIsRoom = does;
    }

    /** After so many bytes it does not read, until it is asked what has come. */
    void readsOnly(int bytes) {
        window = bytes;
    }

    // Its socket.

    @Override
    public String remote() {
        return "127.0.0.1:1";
    }

    @Override
    public ByteBuf allocate(int size) {
        return Unpooled.buffer(size);
    }

    @Override
    public void write(ByteBuf bytes) {
        if (isClosed) {
            throw new AssertionError("written to a closed connection");
        }
        arrived.writeBytes(bytes);
        bytes.release();
        isWritten = true;
    }

    @Override
    public void flush() {
        // What is written has arrived, and a socket says at once that there is room again.
        if (saysThatThereIsRoom && isWritten) {
            isWritten = false;
            connection.resume();
        }
    }

    @Override
    public boolean isWritable() {
        return isWritable && arrived.readableBytes() < window;
    }

    @Override
    public void read(boolean on) {
        isReading = on;
    }

    @Override
    public void execute(Runnable task) {
        loop.ask(task);
    }

    @Override
    public void closeBehindWrites() {
        isClosed = true;
    }

    @Override
    public void close() {
        isClosed = true;
        connection.closed();
    }
}
