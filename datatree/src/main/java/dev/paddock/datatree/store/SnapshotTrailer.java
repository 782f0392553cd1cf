package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.TxnDigest;
import java.util.Optional;

/**
 * What follows the znodes of a snapshot. Which parts there are depends on the version and the switches of the writer.
 * A zxid here above that of the file's name marks a fuzzy snapshot.
 *
 * @param digest of the tree when its last znode had been written
 * @param lastProcessedZxid at that moment; only a restore by the admin server goes by it
 */
public record SnapshotTrailer(Optional<TreeDigest> digest, Optional<Zxid> lastProcessedZxid) {
    public static final SnapshotTrailer NONE = new SnapshotTrailer(Optional.empty(), Optional.empty());

    /** The digest of the tree at a zxid; zxid 0 with digest 0 means that the writer knew none. */
    public record TreeDigest(Zxid zxid, TxnDigest digest) {}
}
