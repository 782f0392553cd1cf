package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.TxnDigest;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

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

    /**
     * From which zxid on the state is exact. Until the log has been replayed up to it, it may hold effects of some
     * transactions and lack those of others.
     *
     * @param named the zxid in the name of the file
     */
    public Zxid exactFrom(Zxid named) {
        return Stream.of(Optional.of(named), digest.map(TreeDigest::zxid), lastProcessedZxid)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * The digest that the state must have when the log has been replayed up to its zxid; before that, digests of the
     * log cannot be compared either. Empty if there is none that means anything.
     *
     * @param named the zxid in the name of the file
     */
    public Optional<TreeDigest> comparable(Zxid named) {
        return digest.filter(tree -> tree.digest().version() == TxnDigest.VERSION)
                .filter(tree -> tree.zxid().isAfter(Zxid.ZERO) && !named.isAfter(tree.zxid()));
    }
}
