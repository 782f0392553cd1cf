package dev.paddock.server.net;

import dev.paddock.datatree.Znode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.ReplyHeader;
import io.netty.buffer.ByteBuf;
import java.util.Iterator;

/** The names of so many children that they are written as the client takes them, and not all at once. */
final class LongListing {
    private final Znode parent;
    private final OpCode op;
    private final Iterator<Znode> left;
    private boolean isWritten;

    private LongListing(Znode parent, OpCode op) {
        this.parent = parent;
        this.op = op;
        this.left = parent.children();
    }

    /** How long the reply is. */
    static int size(OpCode op, Znode parent) {
        long names = (long) parent.childNameBytes() + (long) Integer.BYTES * parent.childCount();
        int stat = op == OpCode.GET_CHILDREN2 ? ReplyWriter.STAT_SIZE : 0;
        return Math.toIntExact(ReplyHeader.SIZE + Integer.BYTES + names + stat);
    }

    /** Writes the beginning, which says how much there is to come; {@link #writeUpTo} is the rest. */
    static LongListing begin(ByteBuf out, int xid, long zxid, OpCode op, Znode parent) {
        out.writeInt(size(op, parent)).writeInt(xid).writeLong(zxid).writeInt(0);
        out.writeInt(parent.childCount());
        return new LongListing(parent, op);
    }

    /** Goes on until there is about so much in the buffer. */
    void writeUpTo(ByteBuf out, int size) {
        JuteWriter names = new JuteWriter(out);
        while (left.hasNext() && out.readableBytes() < size) {
            left.next().writeName(names);
        }
        if (!left.hasNext() && !isWritten) {
            isWritten = true;
            if (op == OpCode.GET_CHILDREN2) {
                ReplyWriter.writeStat(out, parent);
            }
        }
    }

    boolean isWritten() {
        return isWritten;
    }
}
