package dev.paddock.bench.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A socket with a session, and its two buffers. Frames are read where they lie: {@link #next} goes to the next one, and
 * the getters look into it.
 */
public final class FrameChannel implements Closeable {
    /** As long as a server with this tick allows: nothing of ours pings. */
    private static final int SESSION_TIMEOUT_MILLIS = 40_000;

    private static final long POLL_NANOS = 10_000;
    private static final int CONNECT_RESPONSE = 37;

    private final ByteBuffer out;
    private final Frames frames;
    private SocketChannel socket;
    private SelectionKey key;

    /** Holds what was read and not yet passed: from {@link #from} to its position. */
    private ByteBuffer in;

    private int from;
    private int frame;
    private int length;

    public FrameChannel(int inSize, int outSize) {
        in = ByteBuffer.allocateDirect(inSize);
        out = ByteBuffer.allocateDirect(outSize);
        frames = new Frames(out);
    }

    /** Opens a socket and asks for a session; {@link #next} finds the answer. What was there before must be closed. */
    void ask(InetSocketAddress server) throws IOException {
        in.clear();
        out.clear();
        from = 0;
        socket = SocketChannel.open();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.connect(server);
        frames.connect(SESSION_TIMEOUT_MILLIS);
        flush();
    }

    /** Opens a socket with a session, which must come within this time. From here on it does not block. */
    public void connect(InetSocketAddress server, Duration patience) throws IOException {
        ask(server);
        socket.configureBlocking(false);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!next()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("no answer to a ConnectRequest within " + patience);
            }
            LockSupport.parkNanos(POLL_NANOS);
            read();
        }
        if (!isConnectResponse()) {
            throw new IOException("the server answered a ConnectRequest with " + length + " bytes and no session");
        }
    }

    boolean isConnectResponse() {
        return length == CONNECT_RESPONSE && getInt(4) > 0 && getLong(8) != 0;
    }

    public SelectionKey register(Selector selector, Object attachment) throws IOException {
        socket.configureBlocking(false);
        key = socket.register(selector, SelectionKey.OP_READ, attachment);
        return key;
    }

    Frames frames() {
        return frames;
    }

    /** Where to write what {@link #flush} shall send. */
    public ByteBuffer out() {
        return out;
    }

    /** Reads once what is there. */
    public void read() throws IOException {
        makeRoom();
        if (socket.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
    }

    private void makeRoom() {
        if (in.position() == from) {
            in.clear();
            from = 0;
        } else if (!in.hasRemaining()) {
            ByteBuffer room = from > 0 ? in : ByteBuffer.allocateDirect(in.capacity() * 2);
            ByteBuffer rest = in.duplicate().limit(in.position()).position(from);
            room.clear().put(rest);
            in = room;
            from = 0;
        }
    }

    /** Goes to the next frame, if all of it is here. */
    public boolean next() {
        int available = in.position() - from;
        if (available < Integer.BYTES || available - Integer.BYTES < in.getInt(from)) {
            return false;
        }
        length = in.getInt(from);
        frame = from + Integer.BYTES;
        from = frame + length;
        return true;
    }

    public int length() {
        return length;
    }

    int getInt(int offset) {
        return in.getInt(frame + offset);
    }

    long getLong(int offset) {
        return in.getLong(frame + offset);
    }

    /** The number at the end of this frame, if it ends in one of {@link Paths}. */
    int getNumberAtEnd() {
        return Paths.read(in, from);
    }

    public byte[] copy() {
        byte[] bytes = new byte[length];
        in.get(frame, bytes);
        return bytes;
    }

    /** Sends what it can; the rest when the socket has room again. */
    public void flush() throws IOException {
        if (out.position() > 0) {
            out.flip();
            socket.write(out);
            out.compact();
        }
        if (key != null) {
            int interest = out.position() > 0 ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
            if (key.interestOps() != interest) {
                key.interestOps(interest);
            }
        }
    }

    @Override
    public void close() throws IOException {
        key = null;
        socket.close();
    }
}
