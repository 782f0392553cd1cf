package dev.paddock.datatree.store;

import dev.paddock.datatree.store.SnapshotTrailer.TreeDigest;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Adler32;

/** Writes the two forms of a snapshot, byte for byte as ZooKeeper does. Their grammar is in {@link SnapshotReader}. */
public final class SnapshotWriter {
    private static final int VERSION = 2;
    private static final long DBID = -1;

    /** What has gathered is handed on when it is longer than this, which bounds the buffer but for one znode. */
    private static final int FLUSH_AT = 1 << 16;

    private final OutputStream out;
    private final ByteBuf buffer = Unpooled.buffer(2 * FLUSH_AT);
    private final JuteWriter jute = new JuteWriter(buffer);
    /** Of all that left the buffer. */
    private final Adler32 checksum = new Adler32();
    /** Sessions or ACLs that were announced and did not come yet. */
    private int missing;

    private SnapshotWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes the form with header and seals. */
    public static void write(OutputStream out, SnapshotContent content) throws IOException {
        SnapshotWriter writer = new SnapshotWriter(out);
        writer.jute.int32(SnapshotReader.MAGIC).int32(VERSION).int64(DBID);
        SnapshotTrailer trailer = content.writeTo(writer);
        writer.endOfNodes();
        writer.seal();
        writer.trailer(trailer);
        writer.flush();
    }

    /** Writes the form that a leader sends, which has no trailer. */
    public static void writeTransfer(OutputStream out, SnapshotContent content) throws IOException {
        SnapshotWriter writer = new SnapshotWriter(out);
        content.writeTo(writer);
        writer.endOfNodes();
        writer.jute.string(SnapshotReader.SIGNATURE);
        writer.flush();
    }

    public void sessions(int count) {
        announce(count);
    }

    public void session(long sessionId, int timeoutMillis) throws IOException {
        missing--;
        jute.int64(sessionId).int32(timeoutMillis);
        flushIfFull();
    }

    public void acls(int count) {
        announce(count);
    }

    /** A list that znodes refer to by this id. */
    public void acl(long aclId, List<Acl> acl) throws IOException {
        missing--;
        jute.int64(aclId).vector(acl);
        flushIfFull();
    }

    /**
     * Begins a znode; {@link #stat} completes it.
     *
     * @param path empty for the root
     * @param dataLength -1 where there is no data, not even of length 0
     * @param aclId -1 for the open ACL, which is not listed
     */
    public SnapshotWriter node(
            byte[] path, int pathFrom, int pathTo, byte[] data, int dataFrom, int dataLength, long aclId) {
        requireNoneMissing();
        jute.buffer(path, pathFrom, pathTo);
        if (dataLength < 0) {
            jute.buffer(null);
        } else {
            jute.buffer(data, dataFrom, dataFrom + dataLength);
        }
        jute.int64(aclId);
        return this;
    }

    /** @param cversion creations of children only, unlike what a client is shown */
    public void stat(
            long czxid,
            long mzxid,
            long ctime,
            long mtime,
            int version,
            int cversion,
            int aversion,
            long ephemeralOwner,
            long pzxid)
            throws IOException {
        jute.int64(czxid).int64(mzxid).int64(ctime).int64(mtime);
        jute.int32(version).int32(cversion).int32(aversion);
        jute.int64(ephemeralOwner).int64(pzxid);
        flushIfFull();
    }

    private void announce(int count) {
        requireNoneMissing();
        missing = count;
        jute.int32(count);
    }

    private void requireNoneMissing() {
        if (missing != 0) {
            throw new IllegalStateException("sessions or ACLs announced and not written: " + missing);
        }
    }

    private void endOfNodes() {
        requireNoneMissing();
        jute.string("/");
    }

    private void seal() throws IOException {
        flush();
        jute.int64(checksum.getValue()).string("/");
    }

    /** ZooKeeper takes the first section for a digest, whatever it is. */
    private void trailer(SnapshotTrailer trailer) throws IOException {
        if (trailer.digest().isEmpty() && trailer.lastProcessedZxid().isPresent()) {
            throw new IllegalArgumentException("a last zxid without a digest, which ZooKeeper cannot read");
        }
        if (trailer.digest().isPresent()) {
            TreeDigest digest = trailer.digest().get();
            jute.int64(digest.zxid().value()).record(digest.digest());
            seal();
        }
        if (trailer.lastProcessedZxid().isPresent()) {
            Zxid zxid = trailer.lastProcessedZxid().get();
            jute.int64(zxid.value());
            seal();
        }
    }

    private void flushIfFull() throws IOException {
        if (buffer.readableBytes() >= FLUSH_AT) {
            flush();
        }
    }

    private void flush() throws IOException {
        checksum.update(buffer.array(), 0, buffer.writerIndex());
        out.write(buffer.array(), 0, buffer.writerIndex());
        buffer.clear();
    }
}
