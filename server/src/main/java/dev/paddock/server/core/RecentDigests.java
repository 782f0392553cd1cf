package dev.paddock.server.core;

import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** What the tree looked like now and then, to be compared with other servers of an ensemble. The core's. */
final class RecentDigests {
    /** Every server keeps the digests of the same zxids: multiples of this. */
    static final int INTERVAL = 128;

    static final int MOST = 1024;

    /** The oldest first; no more than {@link #MOST}. */
    private final Queue<DigestAt> digests = new ArrayDeque<>();

    /** As it is now. A refusal changes nothing, and has none. */
    private long digest;

    RecentDigests(long digest) {
        this.digest = digest;
    }

    void passed(Transaction transaction) {
        Zxid zxid = transaction.zxid();
        if (transaction.digest() != null) {
            digest = transaction.digest().treeDigest();
        }
        if ((zxid.value() & INTERVAL - 1) == 0) {
            if (digests.size() == MOST) {
                digests.remove();
            }
            digests.add(new DigestAt(zxid, digest));
        }
    }

    List<DigestAt> oldestFirst() {
        return List.copyOf(digests);
    }
}
