package dev.paddock.client;

import dev.paddock.client.ConnectString.Server;
import dev.paddock.wire.jute.JuteReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Netty, and Netty to a connection: cuts what comes into frames, and tells its session until that is no
 * longer interested.
 */
final class ServerConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

    /** Who hears of a connection, on its loop. */
    interface Owner {
        void opened();

        void received(JuteReader frame);

        /** The next frame is longer than any may be, and the connection ends. */
        void overlong();

        /** All that has come for now was received. */
        void receivedAll();

        void closed();
    }

    private final Owner owner;
    private final Server server;
    private final boolean isTls;
    private final int maxFrame;
    private ChannelHandlerContext context;

    /** What has come and is no whole frame yet, or null. */
    private ByteBuf partial;

    private boolean isDropped;

    ServerConnection(Owner owner, Server server, boolean isTls, int maxFrame) {
        this.owner = owner;
        this.server = server;
        this.isTls = isTls;
        this.maxFrame = maxFrame;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        if (isDropped) {
            context.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!isTls) {
            open();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            open();
        }
    }

    private void open() {
        if (!isDropped) {
            owner.opened();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ByteBuf in = (ByteBuf) bytes;
        if (isDropped) {
            in.release();
            return;
        }
        ByteBuf all =
                partial == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), partial, in);
        partial = null;
        try {
            readFrames(all);
        } finally {
            if (all.isReadable() && !isDropped) {
                partial = all;
            } else {
                all.release();
            }
        }
    }

    /** Each frame is read in place, with the end of the buffer moved to its own end. */
    private void readFrames(ByteBuf in) {
        JuteReader reader = new JuteReader(in);
        int end = in.writerIndex();
        while (!isDropped && in.readableBytes() >= Integer.BYTES) {
            int length = in.getInt(in.readerIndex());
            if (length < 0 || length > maxFrame) {
                LOG.warn(
                        "server {} sends an answer of {} bytes, more than the {} allowed by maxResponseBytes; closing",
                        server,
                        length,
                        maxFrame);
                owner.overlong();
                context.close();
                in.skipBytes(in.readableBytes());
                return;
            }
            int frameEnd = in.readerIndex() + Integer.BYTES + length;
            if (frameEnd > end) {
                return;
            }
            in.skipBytes(Integer.BYTES).writerIndex(frameEnd);
            owner.received(reader);
            in.writerIndex(end).readerIndex(frameEnd);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // Also if it was dropped meanwhile: what that has led to is to be told.
        owner.receivedAll();
    }

    ByteBuf allocate() {
        return context.alloc().directBuffer(4096);
    }

    void send(ByteBuf bytes) {
        context.writeAndFlush(bytes, context.voidPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!isDropped) {
            drop();
            owner.closed();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (partial != null) {
            partial.release();
            partial = null;
        }
    }

    /** Failing is how many connections end, so it takes a line; what is our own fault takes all of it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable known = cause instanceof DecoderException ? cause.getCause() : cause;
        if (known instanceof IOException) {
            LOG.warn("the connection to server {} has failed: {}", server, known.getMessage());
        } else {
            LOG.error("the connection to server {} has failed", server, cause);
        }
        context.close();
    }

    /** Its owner hears nothing of it any more. */
    void drop() {
        isDropped = true;
        if (context != null) {
            context.close();
        }
    }
}
