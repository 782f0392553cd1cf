package dev.paddock.datatree.store;

import java.nio.ByteBuffer;

/**
 * A znode as it stands in a snapshot. Path and data are slices of {@link #source}, to be copied by whoever keeps them;
 * all is read in place, so that a million znodes leave no garbage.
 */
public final class SnapshotNode {
    /** The ACL id, and StatPersisted. */
    static final int FIXED_SIZE = 68;

    private final SnapshotInput in;
    private ByteBuffer source;
    private int pathFrom;
    private int pathTo;
    private int dataFrom;
    private int dataLength;
    private int fixedFrom;

    SnapshotNode(SnapshotInput in) {
        this.in = in;
    }

    void set(ByteBuffer source, int pathFrom, int pathLength, int dataLength) {
        this.source = source;
        this.pathFrom = pathFrom;
        this.pathTo = pathFrom + pathLength;
        this.dataFrom = pathTo + Integer.BYTES;
        this.dataLength = dataLength;
        this.fixedFrom = dataFrom + Math.max(0, dataLength);
    }

    /** The array that path and data stand in: to read, never to change. */
    public byte[] source() {
        return source.array();
    }

    /** Where the path begins. That of the root is empty. */
    public int pathFrom() {
        return pathFrom;
    }

    public int pathTo() {
        return pathTo;
    }

    public int dataFrom() {
        return dataFrom;
    }

    /** -1 where there is no data, not even of length 0. */
    public int dataLength() {
        return dataLength;
    }

    /** -1 for the open ACL, which is not listed; else an id that the visitor was shown, unless the snapshot is fuzzy. */
    public long aclId() {
        return longAt(0);
    }

    public long czxid() {
        return longAt(8);
    }

    public long mzxid() {
        return longAt(16);
    }

    public long ctime() {
        return longAt(24);
    }

    public long mtime() {
        return longAt(32);
    }

    public int version() {
        return intAt(40);
    }

    /** Creations of children only, unlike what a client is shown. */
    public int cversion() {
        return intAt(44);
    }

    public int aversion() {
        return intAt(48);
    }

    /** 0, a session, or the mark of a container or TTL node. */
    public long ephemeralOwner() {
        return longAt(52);
    }

    public long pzxid() {
        return longAt(60);
    }

    /** To be thrown by a visitor that cannot take this znode. */
    public UnusableSnapshotException unusable(String expectedAndFound) {
        return in.unusable(expectedAndFound);
    }

    /** From the length of the path to the end of pzxid. */
    int size() {
        return fixedFrom + FIXED_SIZE - pathFrom + Integer.BYTES;
    }

    private int intAt(int field) {
        return source.getInt(fixedFrom + field);
    }

    private long longAt(int field) {
        return source.getLong(fixedFrom + field);
    }
}
