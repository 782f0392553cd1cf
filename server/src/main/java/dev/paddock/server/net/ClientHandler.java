package dev.paddock.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A connection to a channel of Netty's, and the channel to its connection: what serves where there is no epoll, and behind
 * TLS.
 */
final class ClientHandler extends ChannelInboundHandlerAdapter implements Transport {
    private final ClientLoop loop;
    private final ConnectionCount count;
    private final Peer peer;
    private ChannelHandlerContext context;
    private ClientConnection connection;

    /** @param peer who is counted, until the connection is closed */
    ClientHandler(ClientLoop loop, ConnectionCount count, Peer peer) {
        this.loop = loop;
        this.count = count;
        this.peer = peer;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        connection = new ClientConnection(loop, this, peer);
    }

    /** To be called when the connection is open, and TLS knows who has come. */
    void identify(String scheme) {
        if (!certificates().isEmpty()) {
            connection.identify(scheme);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        connection.received((ByteBuf) bytes);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable() && connection != null) {
            connection.resume();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent && connection != null) {
            connection.inputEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        count.close(peer);
        if (connection != null) {
            connection.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.services.log().failed(String.valueOf(context.channel().remoteAddress()), cause);
        }
        context.close();
    }

    @Override
    public String remote() {
        return peer.address() + ":" + ((InetSocketAddress) context.channel().remoteAddress()).getPort();
    }

    /** What the client does not show is not there, and there is nothing to tell of it. */
    @Override
    public List<X509Certificate> certificates() {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls == null) {
            return List.of();
        }
        try {
            return Arrays.stream(tls.engine().getSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException noneShown) {
            return List.of();
        }
    }

    @Override
    public ByteBuf allocate(int size) {
        return context.alloc().directBuffer(size);
    }

    @Override
    public void write(ByteBuf bytes) {
        context.write(bytes, context.voidPromise());
    }

    @Override
    public void flush() {
        context.flush();
    }

    @Override
    public boolean isWritable() {
        return context.channel().isWritable();
    }

    @Override
    public void read(boolean on) {
        context.channel().config().setAutoRead(on);
    }

    @Override
    public void execute(Runnable task) {
        context.executor().execute(task);
    }

    @Override
    public void closeBehindWrites() {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        context.executor().schedule(this::close, LONGEST_FAREWELL_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        context.close();
    }
}
