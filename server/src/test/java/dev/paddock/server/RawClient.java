package dev.paddock.server;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** A client of frames and nothing else, that may send as many requests as it likes before it reads a reply. */
final class RawClient implements Closeable {
    private static final int PATIENCE_MILLIS = (int) TimeUnit.SECONDS.toMillis(60);

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private int lastXid;

    RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    }

    static RawClient withSession(int port) throws IOException {
        RawClient client = new RawClient(port);
        client.sendHandshake();
        client.receiveHandshake();
        return client;
    }

    void sendHandshake() throws IOException {
        write(new ConnectRequest(0, 0, 30_000, 0, Bytes.wrap(new byte[16]), false, true));
        flush();
    }

    ConnectResponse receiveHandshake() throws IOException {
        return ConnectResponse.read(new JuteReader(Unpooled.wrappedBuffer(receiveFrame())));
    }

    /** It is sent with the next {@link #flush}. */
    int ask(Request request) throws IOException {
        lastXid++;
        write(new RequestHeader(lastXid, request.op().code()), request);
        return lastXid;
    }

    void flush() throws IOException {
        out.flush();
    }

    ReplyHeader receive() throws IOException {
        return ReplyHeader.read(new JuteReader(Unpooled.wrappedBuffer(receiveFrame())));
    }

    byte[] receiveFrame() throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return frame;
    }

    /** Whether the server has closed the connection, or does so before patience ends. */
    boolean isClosedByServer() throws IOException {
        return in.read() < 0;
    }

    private void write(JuteRecord... records) throws IOException {
        ByteBuf frame = Unpooled.buffer();
        frame.writeInt(0);
        JuteWriter writer = new JuteWriter(frame);
        for (JuteRecord record : records) {
            writer.record(record);
        }
        frame.setInt(0, frame.readableBytes() - Integer.BYTES);
        out.write(frame.array(), 0, frame.readableBytes());
    }

    void writeRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
