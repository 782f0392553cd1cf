package dev.paddock.client;

import dev.paddock.client.ConnectString.Server;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Opens connections on one event loop. */
final class Dialer {
    private final EventLoop loop;
    private final Class<? extends Channel> channelType;
    private final Resolver resolver;

    /** Null for none. */
    private final TlsSettings tls;

    Dialer(IoEventLoopGroup group, EventLoop loop, Resolver resolver, TlsSettings tls) {
        this.loop = loop;
        this.channelType = group.isIoType(EpollIoHandler.class) ? EpollSocketChannel.class : NioSocketChannel.class;
        this.resolver = resolver;
        this.tls = tls;
    }

    /** How to talk to the system, where nobody has chosen. */
    static IoHandlerFactory io() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /**
     * Connects, with all that comes in given to the handler.
     *
     * @param failed is told on the loop if there will be no connection
     */
    void dial(Server server, ChannelHandler handler, Consumer<Throwable> failed) {
        resolver.resolve(server)
                .whenCompleteAsync(
                        (address, unknown) -> {
                            if (unknown == null) {
                                connect(server, address, handler, failed);
                            } else {
                                failed.accept(unknown);
                            }
                        },
                        loop);
    }

    private void connect(Server server, InetSocketAddress address, ChannelHandler handler, Consumer<Throwable> failed) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(channelType)
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                // The session has a time for the whole attempt.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(sslHandler(server));
                        }
                        channel.pipeline().addLast(handler);
                    }
                });
        bootstrap.connect(address).addListener(connected -> {
            if (!connected.isSuccess()) {
                failed.accept(connected.cause());
            }
        });
    }

    private SslHandler sslHandler(Server server) {
        SSLEngine engine = tls.context().createSSLEngine(server.host(), server.port());
        engine.setUseClientMode(true);
        if (tls.verifyHostName()) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return new SslHandler(engine);
    }

    boolean isTls() {
        return tls != null;
    }
}
