package dev.paddock.wire;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;

/** What a client is told of a znode besides its data. Times are milliseconds since 1970 by the leader's clock. */
public record Stat(
        long czxid,
        long mzxid,
        long ctime,
        long mtime,
        int version,
        int cversion,
        int aversion,
        long ephemeralOwner,
        int dataLength,
        int numChildren,
        long pzxid)
        implements JuteRecord {

    public static Stat read(JuteReader in) {
        return new Stat(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readLong());
    }

    @Override
    public void write(JuteWriter out) {
        out.int64(czxid).int64(mzxid).int64(ctime).int64(mtime);
        out.int32(version).int32(cversion).int32(aversion);
        out.int64(ephemeralOwner).int32(dataLength).int32(numChildren).int64(pzxid);
    }
}
