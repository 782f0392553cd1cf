package dev.paddock.zab.codec;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/**
 * What a leader and a learner send each other, one behind the other and without a length in front:
 *
 * <pre>
 * int type | long zxid | buffer data | vector of ids: string scheme, string id
 * </pre>
 *
 * @param data may be null, as may {@code ids}
 */
public record QuorumPacket(int type, Zxid zxid, Bytes data, List<Id> ids) {
    static final int REQUEST = 1;
    static final int PROPOSAL = 2;
    static final int ACK = 3;
    static final int COMMIT = 4;
    static final int PING = 5;
    static final int REVALIDATE = 6;
    static final int SYNC = 7;
    static final int INFORM = 8;
    static final int COMMIT_AND_ACTIVATE = 9;
    static final int NEW_LEADER = 10;
    static final int FOLLOWER_INFO = 11;
    static final int UP_TO_DATE = 12;
    static final int DIFF = 13;
    static final int TRUNC = 14;
    static final int SNAP = 15;
    static final int OBSERVER_INFO = 16;
    static final int LEADER_INFO = 17;
    static final int ACK_EPOCH = 18;
    static final int INFORM_AND_ACTIVATE = 19;

    private static final int DATA_LENGTH_AT = Integer.BYTES + Long.BYTES;

    /** More than any client proves. */
    private static final int MOST_IDS = 1_100;

    private static final int MOST_ID_BYTES = 1 << 20;

    private static final int INCOMPLETE = -1;

    static QuorumPacket of(int type, Zxid zxid) {
        return new QuorumPacket(type, zxid, null, null);
    }

    static QuorumPacket of(int type, Zxid zxid, Bytes data) {
        return new QuorumPacket(type, zxid, data, null);
    }

    /**
     * Takes the next packet, or nothing if it has not come to its end. Then it is known how long that may take: no packet
     * is longer than its {@code data} may be and what {@code MOST_ID_BYTES} allows.
     *
     * @return null while it is incomplete
     */
    public static QuorumPacket tryRead(ByteBuf in, int mostData) {
        int start = in.readerIndex();
        if (end(in, start, mostData) == INCOMPLETE) {
            return null;
        }
        JuteReader reader = new JuteReader(in);
        return new QuorumPacket(
                reader.readInt(),
                new Zxid(reader.readLong()),
                reader.readBuffer(),
                reader.readVector(Id::read, 2 * Integer.BYTES));
    }

    /** The index behind the packet. Lengths are held against their bounds before anybody waits for so many bytes. */
    private static int end(ByteBuf in, int start, int mostData) {
        int at = start + DATA_LENGTH_AT;
        if (!has(in, at, Integer.BYTES)) {
            return INCOMPLETE;
        }
        at = behindBytes(in, at, mostData);
        if (at == INCOMPLETE || !has(in, at, Integer.BYTES)) {
            return INCOMPLETE;
        }
        int count = in.getInt(at);
        if (count > MOST_IDS) {
            throw new JuteException("a packet with " + count + " ids; at most " + MOST_IDS + " are accepted");
        }
        at += Integer.BYTES;
        int firstId = at;
        for (int strings = 2 * count; strings > 0 && at != INCOMPLETE; strings--) {
            at = has(in, at, Integer.BYTES) ? behindBytes(in, at, MOST_ID_BYTES) : INCOMPLETE;
            if (at - firstId > MOST_ID_BYTES) {
                throw new JuteException("the ids of a packet take more than " + MOST_ID_BYTES + " bytes");
            }
        }
        return at;
    }

    private static int behindBytes(ByteBuf in, int lengthAt, int most) {
        int length = in.getInt(lengthAt);
        if (length < -1 || length > most) {
            throw new JuteException("a length of " + length + " in a packet; at most " + most + " is accepted");
        }
        int from = lengthAt + Integer.BYTES;
        int bytes = Math.max(length, 0);
        return has(in, from, bytes) ? from + bytes : INCOMPLETE;
    }

    private static boolean has(ByteBuf in, int at, int bytes) {
        return in.writerIndex() - at >= bytes;
    }

    public void write(ByteBuf out) {
        writeStart(out, type, zxid);
        new JuteWriter(out).buffer(data).vector(ids);
    }

    static JuteWriter writeStart(ByteBuf out, int type, Zxid zxid) {
        return new JuteWriter(out).int32(type).int64(zxid.value());
    }

    /** The data, which this kind of packet must have. */
    JuteReader requireData() {
        if (data == null) {
            throw new JuteException("a packet of type " + type + " without data");
        }
        return reader(data);
    }

    static JuteReader reader(Bytes bytes) {
        return new JuteReader(Unpooled.wrappedBuffer(bytes.array()));
    }
}
