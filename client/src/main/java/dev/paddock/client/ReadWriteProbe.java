package dev.paddock.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a server, over a connection of its own, whether it takes writes: the four-letter word {@code isro}. */
final class ReadWriteProbe extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ReadWriteProbe.class);
    private static final int LONGEST_ANSWER = 16;
    private static final long PATIENCE_MILLIS = 1_000;

    private final boolean isTls;
    private final Runnable found;
    private final StringBuilder answer = new StringBuilder();

    /** @param found is run on the loop if the server does */
    ReadWriteProbe(boolean isTls, Runnable found) {
        this.isTls = isTls;
        this.found = found;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!isTls) {
            ask(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            ask(context);
        }
    }

    private static void ask(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.copiedBuffer("isro", StandardCharsets.US_ASCII));
        context.executor().schedule(() -> context.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ByteBuf in = (ByteBuf) bytes;
        answer.append(in.toString(StandardCharsets.US_ASCII));
        in.release();
        if (answer.length() > LONGEST_ANSWER) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (answer.toString().strip().equals("rw")) {
            found.run();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a server did not say whether it takes writes", cause);
        context.close();
    }
}
