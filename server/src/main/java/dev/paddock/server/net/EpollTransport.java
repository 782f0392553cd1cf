package dev.paddock.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A connection to its socket, and the socket to its connection. There is no channel of Netty's in between: an idle client
 * would pay more for that than for all else, and it needs none of what a pipeline can do.
 *
 * <p>What is written is sent with {@link #flush}, all of it at once as far as the system takes it. The rest is kept here, and
 * is sent when there is room.
 */
final class EpollTransport implements Transport, EpollIoHandle {
    /** Then it is the turn of others. */
    private static final int MOST_READS = 16;

    /** So many buffers are handed to the system together. */
    private static final int MOST_GATHERED = 16;

    /** Told in any case. With {@link EpollIoOps#NONE} a socket would leave epoll, and could not be put back. */
    private static final EpollIoOps ERRORS_ONLY = EpollIoOps.EPOLLERR;

    private static final EpollIoOps IN_AND_OUT = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT);

    private final IoEventLoop executor;
    private final ClientLoop loop;
    private final ConnectionCount count;
    private final Peer peer;
    private final int port;
    private final Socket socket;
    private IoRegistration registration;
    private ClientConnection connection;

    /** What is to be sent next: written, and not or not wholly taken by the system. Null if there is nothing. */
    private ByteBuf unsent;

    /** What comes after it, in order. Null until there was such. */
    private Queue<ByteBuf> unsentBehind;

    /** Of all these. */
    private int unsentBytes;

    /** Whether the system takes no more for now. */
    private boolean isBlocked;

    /** Whether there was too much of that, and has not been little since. */
    private boolean isFull;

    /** Whether nothing is to be sent behind it. */
    private boolean isEnding;

    private boolean isReading = true;
    private boolean isClosed;

    /** What we are to be told of. */
    private EpollIoOps awaited = EpollIoOps.NONE;

    /**
     * @param peer who is counted, until the connection is closed
     * @param port of the client
     */
    EpollTransport(IoEventLoop executor, ClientLoop loop, ConnectionCount count, Peer peer, int port, Socket socket) {
        this.executor = executor;
        this.loop = loop;
        this.count = count;
        this.peer = peer;
        this.port = port;
        this.socket = socket;
    }

    /** To be called on the event loop, where registering is done at once. */
    void open(boolean keepsAlive) {
        registration = executor.register(this).syncUninterruptibly().getNow();
        connection = new ClientConnection(loop, this, peer);
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(keepsAlive);
            subscribe();
        } catch (IOException gone) {
            close();
        }
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    // 1. What the system tells.

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        EpollIoOps ready = ((EpollIoEvent) event).ops();
        boolean isIn = ready.contains(EpollIoOps.EPOLLIN);
        boolean isOut = ready.contains(EpollIoOps.EPOLLOUT);
        boolean isBroken = ready.contains(EpollIoOps.EPOLLERR) || !isIn && !isOut; // The next call says how.
        try {
            if (isBlocked && (isOut || isBroken)) {
                send();
            }
            if (isReading && (isIn || isBroken)) {
                receive();
            }
            if (isBroken && awaited == ERRORS_ONLY) {
                close();
            }
        } catch (IOException broken) {
            close();
        } catch (RuntimeException | Error unforeseen) {
            loop.services.log().failed(remote(), unforeseen);
            close();
        }
    }

    private void receive() throws IOException {
        for (int reads = 0; isReading && reads < MOST_READS; reads++) {
            ByteBuf bytes = allocate(MOST_READ_BYTES);
            int size;
            try {
                ByteBuffer room = bytes.internalNioBuffer(0, MOST_READ_BYTES);
                size = socket.recv(room, room.position(), room.limit());
            } catch (IOException broken) {
                bytes.release();
                throw broken;
            }
            if (size > 0) {
                connection.received(bytes.writerIndex(size));
            } else {
                bytes.release();
            }
            if (size < 0) {
                read(false);
                connection.inputEnded();
            }
            if (size < MOST_READ_BYTES) {
                return;
            }
        }
    }

    /** As much as the system takes. */
    private void send() throws IOException {
        isBlocked = false;
        while (unsent != null && !isBlocked) {
            isBlocked = hasBehind() ? !sendTogether() : !sendOne();
        }
        if (unsent == null && isEnding) {
            close();
            return;
        }
        subscribe();
        if (isFull && unsentBytes < FEW_UNSENT_BYTES) {
            isFull = false;
            connection.resume();
        }
    }

    /** Whether the system took all of it. */
    private boolean sendOne() throws IOException {
        ByteBuffer bytes = bytesOf(unsent);
        sent(socket.send(bytes, bytes.position(), bytes.limit()));
        return unsent == null;
    }

    private boolean sendTogether() throws IOException {
        ByteBuffer[] together = new ByteBuffer[Math.min(1 + unsentBehind.size(), MOST_GATHERED)];
        together[0] = bytesOf(unsent);
        long offered = together[0].remaining();
        Iterator<ByteBuf> behind = unsentBehind.iterator();
        for (int i = 1; i < together.length; i++) {
            together[i] = bytesOf(behind.next());
            offered += together[i].remaining();
        }
        long taken = socket.writev(together, 0, together.length, offered);
        sent(taken);
        return taken == offered;
    }

    private static ByteBuffer bytesOf(ByteBuf buffer) {
        return buffer.internalNioBuffer(buffer.readerIndex(), buffer.readableBytes());
    }

    private boolean hasBehind() {
        return unsentBehind != null && !unsentBehind.isEmpty();
    }

    private void sent(long count) {
        unsentBytes -= (int) count;
        long left = count;
        while (unsent != null && left >= unsent.readableBytes()) {
            left -= unsent.readableBytes();
            unsent.release();
            unsent = hasBehind() ? unsentBehind.remove() : null;
        }
        if (left > 0) {
            unsent.skipBytes((int) left);
        }
    }

    // 2. What the connection wants.

    @Override
    public String remote() {
        return peer.address() + ":" + port;
    }

    @Override
    public ByteBuf allocate(int size) {
        return ByteBufAllocator.DEFAULT.directBuffer(size);
    }

    @Override
    public void write(ByteBuf bytes) {
        if (isClosed) {
            bytes.release();
            return;
        }
        unsentBytes += bytes.readableBytes();
        isFull |= unsentBytes > MOST_UNSENT_BYTES;
        if (unsent == null) {
            unsent = bytes;
            return;
        }
        if (unsentBehind == null) {
            unsentBehind = new ArrayDeque<>();
        }
        unsentBehind.add(bytes);
    }

    @Override
    public void flush() {
        if (unsent == null || isBlocked) {
            return;
        }
        try {
            send();
        } catch (IOException broken) {
            close();
        }
    }

    @Override
    public boolean isWritable() {
        return !isFull && !isClosed;
    }

    @Override
    public void read(boolean on) {
        if (!isClosed) {
            isReading = on;
            subscribe();
        }
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    private void subscribe() {
        EpollIoOps wanted;
        if (isBlocked) {
            wanted = isReading ? IN_AND_OUT : EpollIoOps.EPOLLOUT;
        } else {
            wanted = isReading ? EpollIoOps.EPOLLIN : ERRORS_ONLY;
        }
        if (wanted != awaited) {
            awaited = wanted;
            registration.submit(wanted);
        }
    }

    // 3. The end.

    @Override
    public void closeBehindWrites() {
        flush();
        if (unsent == null) {
            close();
        } else {
            isEnding = true;
            read(false);
            executor.schedule(this::close, LONGEST_FAREWELL_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** The connection hears of it later, as it may be at work. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        isReading = false;
        if (unsent != null) {
            unsent.release();
            unsent = null;
        }
        if (unsentBehind != null) {
            unsentBehind.forEach(ByteBuf::release);
            unsentBehind = null;
        }
        registration.cancel();
        try {
            socket.close();
        } catch (IOException failed) {
            loop.services.log().failed(remote(), failed);
        }
        executor.execute(this::closed);
    }

    private void closed() {
        count.close(peer);
        connection.closed();
    }
}
