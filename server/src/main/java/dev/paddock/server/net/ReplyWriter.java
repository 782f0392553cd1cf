package dev.paddock.server.net;

import dev.paddock.datatree.Znode;
import dev.paddock.server.core.ClientRequest;
import dev.paddock.server.core.Outgoing;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.SaslResponse;
import io.netty.buffer.ByteBuf;

/** Frames of replies, which tell how long they are. What the protocol has of oddities in their headers stands here. */
final class ReplyWriter {
    static final int STAT_SIZE = 68;
    private static final int WITH_LENGTH = Integer.BYTES + ReplyHeader.SIZE;

    /** Of a refusal that ends the connection because nobody knows what was asked. */
    private static final long NO_ZXID = -1;

    private ReplyWriter() {}

    /** One that has found no znode to write of. */
    static int write(ByteBuf out, Outgoing.Reply reply) {
        ClientRequest request = reply.request();
        int start = begin(out);
        int xid = request.op() == OpCode.PING ? ReplyHeader.PING_XID : request.xid();
        long zxid = zxid(request, reply.zxid(), reply.error());
        new JuteWriter(out).record(new ReplyHeader(xid, zxid, reply.error().code()));
        if (reply.response() != null) {
            new JuteWriter(out).record(reply.response());
        } else if (request.op() == OpCode.SASL) {
            new JuteWriter(out).record(new SaslResponse(null));
        }
        return end(out, start);
    }

    /** What is not about the state of the server does not say which state it has. */
    private static long zxid(ClientRequest request, long zxid, ErrorCode error) {
        if (request.op() == OpCode.AUTH
                || request.op() == OpCode.SASL
                || error == ErrorCode.SESSION_CLOSED_REQUIRE_SASL_AUTH) {
            return 0;
        }
        return error == ErrorCode.UNIMPLEMENTED && request.isLast() ? NO_ZXID : zxid;
    }

    static int writeError(ByteBuf out, int xid, long zxid, ErrorCode error) {
        out.writeInt(ReplyHeader.SIZE).writeInt(xid).writeLong(zxid).writeInt(error.code());
        return ReplyHeader.SIZE;
    }

    /** What a plain read is told of a znode that it has found. */
    static int writeZnode(ByteBuf out, int xid, long zxid, OpCode op, Znode znode) {
        int start = out.writerIndex();
        out.ensureWritable(WITH_LENGTH + Integer.BYTES + znode.dataLength() + STAT_SIZE);
        out.writeInt(0).writeInt(xid).writeLong(zxid).writeInt(0);
        switch (op) {
            case GET_DATA -> {
                writeData(out, znode);
                writeStat(out, znode);
            }
            case EXISTS -> writeStat(out, znode);
            case GET_CHILDREN, GET_CHILDREN2 -> {
                out.writeInt(znode.childCount());
                JuteWriter names = new JuteWriter(out);
                znode.forEachChild(child -> child.writeName(names));
                if (op == OpCode.GET_CHILDREN2) {
                    writeStat(out, znode);
                }
            }
            default -> throw new AssertionError(op + " is no plain read");
        }
        return end(out, start);
    }

    /** What a read of children is told, if their names are at hand as they are sent. */
    static int writeListing(ByteBuf out, int xid, long zxid, OpCode op, Znode parent, byte[] names) {
        int start = begin(out);
        out.writeInt(xid).writeLong(zxid).writeInt(0);
        out.writeInt(parent.childCount()).writeBytes(names);
        if (op == OpCode.GET_CHILDREN2) {
            writeStat(out, parent);
        }
        return end(out, start);
    }

    private static void writeData(ByteBuf out, Znode znode) {
        if (znode.hasNullData()) {
            out.writeInt(-1);
        } else {
            int length = znode.dataLength();
            out.writeInt(length).writeBytes(znode.content(), znode.nameLength(), length);
        }
    }

    static void writeStat(ByteBuf out, Znode znode) {
        int children = znode.childCount();
        out.writeLong(znode.czxid()).writeLong(znode.mzxid());
        out.writeLong(znode.ctime()).writeLong(znode.mtime());
        out.writeInt(znode.version()).writeInt(2 * znode.creations() - children).writeInt(znode.aversion());
        out.writeLong(znode.isEphemeral() ? znode.owner() : 0);
        out.writeInt(znode.dataLength()).writeInt(children).writeLong(znode.pzxid());
    }

    static int write(ByteBuf out, JuteRecord record) {
        int start = begin(out);
        new JuteWriter(out).record(record);
        return end(out, start);
    }

    private static int begin(ByteBuf out) {
        int start = out.writerIndex();
        out.writeInt(0);
        return start;
    }

    private static int end(ByteBuf out, int start) {
        int size = out.writerIndex() - start - Integer.BYTES;
        out.setInt(start, size);
        return size;
    }
}
