package dev.paddock.server.net;

import dev.paddock.server.core.ClientLink;
import dev.paddock.server.core.Core;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The ports for clients, and the event loops that serve whoever comes there. */
public final class ClientListener implements Closeable {
    private static final int SWEEP_MILLIS = 1000;
    private static final int CLOSE_SECONDS = 5;

    /** The buffer is not kept, so it need not be measured for each connection. */
    private static final RecvByteBufAllocator READS = new FixedRecvByteBufAllocator(Transport.MOST_READ_BYTES);

    private static final WriteBufferWaterMark WATER_MARKS =
            new WriteBufferWaterMark(Transport.FEW_UNSENT_BYTES, Transport.MOST_UNSENT_BYTES);

    private final boolean isNative;
    private final IoEventLoopGroup group;
    private final Map<EventExecutor, NettyLoop> loops = new IdentityHashMap<>();
    private final List<Channel> ports = new ArrayList<>();
    private final ConnectionCount count;
    private final ConnectionLog log;
    private final boolean keepsAlive;
    private final List<TlsPort> tlsPorts = new ArrayList<>();

    /** An event loop of Netty's. */
    private static final class NettyLoop extends ClientLoop {
        private final EventExecutor executor;

        NettyLoop(EventExecutor executor, Core core, ClientServices services) {
            super(core, services);
            this.executor = executor;
        }

        void start() {
            executor.scheduleAtFixedRate(this::closeSilent, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        protected void wake(List<ClientLink> links) {
            executor.execute(() -> links.forEach(ClientLink::awaken));
        }

        @Override
        void ask(Runnable question) {
            executor.execute(question);
        }
    }

    /**
     * @param threads how many event loops there are
     * @param count of connections, which has its bounds
     */
    public ClientListener(int threads, Core core, ClientServices services, ConnectionCount count, boolean keepsAlive) {
        this(threads, core, services, count, keepsAlive, Epoll.isAvailable());
    }

    ClientListener(
            int threads,
            Core core,
            ClientServices services,
            ConnectionCount count,
            boolean keepsAlive,
            boolean isNative) {
        this.isNative = isNative;
        IoHandlerFactory io = isNative ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("paddock-io", true), io);
        this.count = count;
        this.keepsAlive = keepsAlive;
        this.log = services.log();
        for (EventExecutor executor : group) {
            NettyLoop loop = new NettyLoop(executor, core, services);
            loops.put(executor, loop);
            loop.start();
        }
    }

    /** Has the native parts of Netty found and loaded beside whatever else a start has to do, which waits for the disk. */
    public static void prepare() {
        Thread thread = new Thread(Epoll::isAvailable, "paddock-epoll");
        thread.setDaemon(true);
        thread.start();
    }

    /** How it talks to the system, for the log. */
    public String transport() {
        return isNative
                ? "native epoll"
                : "NIO, since native epoll is not available here: "
                        + Epoll.unavailabilityCause().getMessage();
    }

    /** Opens a port. The port of the result is the one that it got, if any would do. */
    public InetSocketAddress listen(InetSocketAddress address, int backlog) throws IOException {
        return listen(address, backlog, null);
    }

    /** Opens a port that speaks TLS. */
    public InetSocketAddress listenSecurely(InetSocketAddress address, int backlog, TlsPort tls) throws IOException {
        tlsPorts.add(tls);
        return listen(address, backlog, tls);
    }

    /** @param tls null for a port of plain text */
    private InetSocketAddress listen(InetSocketAddress address, int backlog, TlsPort tls) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(isNative ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, keepsAlive)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, READS)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, tls);
                    }
                });
        if (isNative && tls == null) {
            bootstrap.handler(new SocketsOnly());
        }
        if (backlog > 0) {
            bootstrap.option(ChannelOption.SO_BACKLOG, backlog);
        }
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address + ": " + bound.cause().getMessage()
                            + ". Is another server running there?",
                    bound.cause());
        }
        ports.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private void accept(Channel channel, TlsPort tls) {
        ClientLoop loop = loops.get(channel.eventLoop());
        Peer peer = admit((InetSocketAddress) channel.remoteAddress(), loop);
        if (peer == null) {
            channel.close();
        } else if (tls == null) {
            channel.pipeline().addLast(new ClientHandler(loop, count, peer));
        } else {
            secure(channel, loop, peer, tls);
        }
    }

    private void secure(Channel channel, ClientLoop loop, Peer peer, TlsPort tls) {
        InetSocketAddress client = (InetSocketAddress) channel.remoteAddress();
        if (loop.tlsHandshakes >= tls.mostHandshakes) {
            count.close(peer);
            log.closed(
                    String.valueOf(client),
                    "too many TLS handshakes are going on (netty.server.outstandingHandshake.limit)");
            loop.counters.exceedingTlsHandshakes++;
            channel.close();
            return;
        }
        channel.pipeline()
                .addLast(
                        tls.newHandler(client, loop.services.limits().sessionlessMillis()),
                        new TlsHandshake(loop, count, peer, tls));
    }

    /** Of what the port accepts it takes the socket, and drops the channel around it, which no event loop knows yet. */
    private final class SocketsOnly extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext port, Object accepted) {
            EpollSocketChannel channel = (EpollSocketChannel) accepted;
            IoEventLoop executor = group.next();
            executor.execute(() -> accept(new Socket(channel.fd().intValue()), channel.remoteAddress(), executor));
        }
    }

    private void accept(Socket socket, InetSocketAddress remote, IoEventLoop executor) {
        ClientLoop loop = loops.get(executor);
        Peer peer = admit(remote, loop);
        if (peer != null) {
            new EpollTransport(executor, loop, count, peer, remote.getPort(), socket).open(keepsAlive);
            return;
        }
        try {
            socket.close();
        } catch (IOException failed) {
            log.failed(String.valueOf(remote), failed);
        }
    }

    /** Counts who has come. Null if there are too many. */
    private Peer admit(InetSocketAddress remote, ClientLoop loop) {
        Peer peer = count.open(remote.getAddress());
        String tooMany = count.tooMany(peer);
        if (tooMany == null) {
            return peer;
        }
        count.close(peer);
        log.closed(String.valueOf(remote), tooMany);
        loop.counters.rejected++;
        return null;
    }

    /** Has something done every so often, on an event loop: it must not take long. */
    public void every(long millis, Runnable task) {
        group.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    // For whoever looks at the server: each event loop is asked, one after the other, and answers when it has time.

    /** @param isListed whether each connection is told of, or how many there are */
    public void report(boolean isListed, Consumer<TrafficReport> receiver) {
        report(List.copyOf(loops.values()), isListed, TrafficReport.NONE, receiver);
    }

    private static void report(
            List<ClientLoop> left, boolean isListed, TrafficReport soFar, Consumer<TrafficReport> receiver) {
        if (left.isEmpty()) {
            receiver.accept(soFar);
            return;
        }
        ClientLoop first = left.get(0);
        List<ClientLoop> others = left.subList(1, left.size());
        first.ask(() -> report(others, isListed, soFar.and(first.report(isListed)), receiver));
    }

    /** Counting begins anew, for the server as a whole. */
    public void resetTraffic() {
        loops.values().forEach(loop -> loop.ask(loop::resetCounters));
    }

    /** Counting begins anew, for each connection. */
    public void resetConnections() {
        loops.values().forEach(loop -> loop.ask(loop::resetConnections));
    }

    /** Nobody new comes in. */
    public void closePorts() {
        ports.forEach(port -> port.close().awaitUninterruptibly());
        ports.clear();
    }

    /** Ends what is left of connections, and the threads. */
    @Override
    public void close() {
        closePorts();
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        tlsPorts.forEach(TlsPort::close);
    }
}
