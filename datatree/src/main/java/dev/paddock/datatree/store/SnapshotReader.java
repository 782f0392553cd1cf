package dev.paddock.datatree.store;

import dev.paddock.datatree.store.SnapshotTrailer.TreeDigest;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Id;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.TxnDigest;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads the two forms of a snapshot and trusts neither. In the terms of jute:
 *
 * <pre>
 * file     = "ZKSN" int version, long dbid, body, seal, [digest seal], [lastProcessedZxid seal]
 * transfer = body, string "BenWasHere"
 * body     = int n, n x session, int n, n x acl, node ..., string "/"
 * session  = long id, int timeout
 * acl      = long id, vector of { int permissions, string scheme, string id }
 * node     = string path, buffer data, long acl, long czxid, mzxid, ctime, mtime,
 *            int version, cversion, aversion, long ephemeralOwner, pzxid
 * seal     = long Adler-32 of all bytes before it, string "/"
 * digest   = long zxid, int version, long digest
 * </pre>
 *
 * <p>A transfer is what a leader sends for SNAP. Nothing tells which sections end a file except how long it is.
 */
public final class SnapshotReader {
    static final int MAGIC = 0x5A4B534E;
    static final String SIGNATURE = "BenWasHere";

    private static final int HEADER_SIZE = 16;
    private static final int SESSION_SIZE = 12;
    private static final int MIN_ACL_SIZE = 12;
    private static final int SEAL_SIZE = 13;
    private static final int DIGEST_SECTION = 20 + SEAL_SIZE;
    private static final int ZXID_SECTION = 8 + SEAL_SIZE;

    private final SnapshotInput in;
    private final SnapshotVisitor visitor;
    private final SnapshotNode node;

    private SnapshotReader(SnapshotInput in, SnapshotVisitor visitor) {
        this.in = in;
        this.visitor = visitor;
        this.node = new SnapshotNode(in);
    }

    /**
     * Reads the form with header and seals, to the end of the stream.
     *
     * @param name how messages call the source
     * @param in not compressed
     * @param length of the stream, or {@code Long.MAX_VALUE} if that is not known
     */
    public static SnapshotTrailer read(String name, InputStream in, long length, SnapshotVisitor visitor)
            throws UnusableSnapshotException {
        return new SnapshotReader(new SnapshotInput(name, in, length), visitor).file();
    }

    /**
     * Reads the form that a leader sends. The source may give more than the snapshot.
     *
     * @return what the source gave beyond it: the packets that follow
     */
    public static byte[] readTransfer(String name, InputStream in, SnapshotVisitor visitor)
            throws UnusableSnapshotException {
        SnapshotInput input = new SnapshotInput(name, in, Long.MAX_VALUE);
        new SnapshotReader(input, visitor).transfer();
        return input.rest();
    }

    private SnapshotTrailer file() throws UnusableSnapshotException {
        header();
        body();
        seal();
        return trailer();
    }

    private void transfer() throws UnusableSnapshotException {
        body();
        String signature = in.readString("the signature");
        if (!SIGNATURE.equals(signature)) {
            throw in.unusable("the signature " + SIGNATURE + " before this, found " + signature);
        }
    }

    /** Version and dbid are not looked at: ZooKeeper never did, and there has been one version. */
    private void header() throws UnusableSnapshotException {
        in.require(HEADER_SIZE, "a header");
        int magic = in.intAt(in.position());
        if (magic != MAGIC) {
            throw in.unusable("ZKSN, found " + String.format("%08x", magic));
        }
        in.skip(HEADER_SIZE);
    }

    private void body() throws UnusableSnapshotException {
        int sessions = in.readCount(SESSION_SIZE, "a number of sessions");
        for (int i = 0; i < sessions; i++) {
            visitor.session(in.readLong("a session id"), in.readInt("a session timeout"));
        }
        int acls = in.readCount(MIN_ACL_SIZE, "a number of ACLs");
        for (int i = 0; i < acls; i++) {
            visitor.acl(in.readLong("an ACL id"), acl());
        }
        while (bringNode()) {
            visitor.node(node);
            in.skip(node.size());
        }
        visitor.complete();
    }

    private List<Acl> acl() throws UnusableSnapshotException {
        int count = in.readCount(MIN_ACL_SIZE, "a number of ACL entries");
        List<Acl> acl = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int permissions = in.readInt("permissions");
            acl.add(new Acl(permissions, new Id(in.readString("a scheme"), in.readString("an id"))));
        }
        return acl.equals(Acl.OPEN) ? Acl.OPEN : Collections.unmodifiableList(acl);
    }

    /** Has the next znode in the window, or skips the path that ends them. */
    private boolean bringNode() throws UnusableSnapshotException {
        in.require(Integer.BYTES, "the length of a path");
        int pathLength = in.checkedLength(in.intAt(in.position()), Integer.BYTES, "a path");
        if (pathLength < 0) {
            throw in.unusable("a path, found null");
        }
        int dataLengthAt = Integer.BYTES + pathLength;
        in.require(dataLengthAt, "a path");
        if (pathLength == 1 && in.view().get(in.position() + Integer.BYTES) == '/') {
            in.skip(dataLengthAt);
            return false;
        }
        int fixed = dataLengthAt + Integer.BYTES + SnapshotNode.FIXED_SIZE;
        in.require(fixed, "a znode");
        int dataLength = in.checkedLength(in.intAt(in.position() + dataLengthAt), fixed, "data");
        in.require(fixed + Math.max(0, dataLength), "a znode");
        node.set(in.view(), in.position() + Integer.BYTES, pathLength, dataLength);
        return true;
    }

    /** Each seal covers all before it, the earlier seals too. */
    private void seal() throws UnusableSnapshotException {
        long computed = in.checksum();
        long stored = in.readLong("a checksum");
        if (stored != computed) {
            throw in.unusable(
                    "the checksum " + Long.toHexString(computed) + " before this, found " + Long.toHexString(stored));
        }
        String mark = in.readString("the end of a seal");
        if (!"/".equals(mark)) {
            throw in.unusable("the end of a seal before this, found " + mark);
        }
    }

    private SnapshotTrailer trailer() throws UnusableSnapshotException {
        int left = in.available(DIGEST_SECTION + ZXID_SECTION + 1);
        return switch (left) {
            case 0 -> SnapshotTrailer.NONE;
            case ZXID_SECTION -> new SnapshotTrailer(Optional.empty(), Optional.of(lastProcessedZxid()));
            case DIGEST_SECTION -> new SnapshotTrailer(Optional.of(digest()), Optional.empty());
            case DIGEST_SECTION + ZXID_SECTION ->
                new SnapshotTrailer(Optional.of(digest()), Optional.of(lastProcessedZxid()));
            default -> throw in.unusable("sections of 0, 21, 33 or 54 bytes, found " + left + " or more");
        };
    }

    private TreeDigest digest() throws UnusableSnapshotException {
        Zxid zxid = new Zxid(in.readLong("the zxid of a digest"));
        TxnDigest digest = new TxnDigest(in.readInt("the version of a digest"), in.readLong("a digest"));
        seal();
        return new TreeDigest(zxid, digest);
    }

    private Zxid lastProcessedZxid() throws UnusableSnapshotException {
        Zxid zxid = new Zxid(in.readLong("the last zxid"));
        seal();
        return zxid;
    }
}
