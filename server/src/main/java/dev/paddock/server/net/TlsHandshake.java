package dev.paddock.server.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;

/**
 * A connection to a port that speaks TLS. It becomes one of a client when its handshake is done; before that it has nothing
 * but a place among the handshakes. Later this stays, and says in the words of a plain socket what TLS has to say.
 */
final class TlsHandshake extends ChannelInboundHandlerAdapter {
    private final ClientLoop loop;
    private final ConnectionCount count;
    private final Peer peer;
    private final TlsPort port;

    private enum Phase {
        GOING_ON,
        DONE,
        FAILED
    }

    private Phase phase = Phase.GOING_ON;

    /** @param peer who is counted, until the connection is closed */
    TlsHandshake(ClientLoop loop, ConnectionCount count, Peer peer, TlsPort port) {
        this.loop = loop;
        this.count = count;
        this.peer = peer;
        this.port = port;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        loop.tlsHandshakes++;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent end) {
            if (end.isSuccess()) {
                succeed(context);
            } else {
                fail(context, end.cause());
            }
        } else if (event instanceof SslCloseCompletionEvent || event instanceof ChannelInputShutdownEvent) {
            if (phase == Phase.DONE) {
                context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            } else {
                context.close();
            }
        }
    }

    private void succeed(ChannelHandlerContext context) {
        phase = Phase.DONE;
        loop.tlsHandshakes--;
        ClientHandler client = new ClientHandler(loop, count, peer);
        context.pipeline().addLast(client);
        context.fireChannelActive();
        client.identify(port.scheme);
    }

    /** The connection is closed by whoever tells us of it. */
    private void fail(ChannelHandlerContext context, Throwable cause) {
        phase = Phase.FAILED;
        loop.tlsHandshakes--;
        loop.counters.failedTlsHandshakes++;
        if (!(cause instanceof ClosedChannelException)) { // Whoever only looks whether there is a port is no news.
            log(context, "the TLS handshake failed: " + reason(cause));
        }
    }

    private String reason(Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return "plain text came. Clients of secureClientPort have to speak TLS";
        }
        if (cause instanceof SslHandshakeTimeoutException) {
            return "it was not done within " + loop.services.limits().sessionlessMillis()
                    + " ms (nio.sessionlessCnxnTimeout)";
        }
        return String.valueOf(cause.getMessage());
    }

    /** Of a handshake that failed the reason is known already. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean isOfTls = cause instanceof SSLException || cause.getCause() instanceof SSLException;
        if (phase == Phase.DONE && isOfTls) {
            log(context, "what came could not be deciphered: " + cause.getMessage());
        } else if (!isOfTls && !(cause instanceof IOException)) {
            loop.services.log().failed(remote(context), cause);
        }
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (phase == Phase.DONE) {
            context.fireChannelInactive();
            return;
        }
        if (phase == Phase.GOING_ON) {
            fail(context, new ClosedChannelException());
        }
        count.close(peer);
    }

    private void log(ChannelHandlerContext context, String what) {
        loop.services.log().closed(remote(context), what);
    }

    private static String remote(ChannelHandlerContext context) {
        return String.valueOf(context.channel().remoteAddress());
    }
}
