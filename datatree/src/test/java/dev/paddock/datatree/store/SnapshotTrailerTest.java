package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.store.SnapshotTrailer.TreeDigest;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.TxnDigest;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotTrailerTest {
    @Test
    void aFuzzySnapshotIsExactAfterAReplayUpToItsDigest() throws IOException {
        SnapshotTrailer fuzzy = RecordedSnapshot.read(
                        GoldenSnapshots.bytes("13-fuzzy-snapshot/data/version-2/snapshot.181a"))
                .trailer();

        assertThat(fuzzy.exactFrom(new Zxid(0x181a))).isEqualTo(new Zxid(0x18e6));
        assertThat(fuzzy.comparable(new Zxid(0x181a)))
                .contains(new TreeDigest(new Zxid(0x18e6), new TxnDigest(2, 3949677391855L)));
    }

    @Test
    void anExactSnapshotIsComparedAtOnce() {
        SnapshotTrailer exact = trailer(7, 2, 7);

        assertThat(exact.exactFrom(new Zxid(7))).isEqualTo(new Zxid(7));
        assertThat(exact.comparable(new Zxid(7))).isPresent();
    }

    @Test
    void withoutADigestTheLastZxidTellsWhetherASnapshotIsFuzzy() {
        SnapshotTrailer trailer = new SnapshotTrailer(Optional.empty(), Optional.of(new Zxid(9)));

        assertThat(trailer.exactFrom(new Zxid(7))).isEqualTo(new Zxid(9));
        assertThat(trailer.comparable(new Zxid(7))).isEmpty();
    }

    @Test
    void withoutAnySectionTheNameIsAllThereIs() {
        assertThat(SnapshotTrailer.NONE.exactFrom(new Zxid(7))).isEqualTo(new Zxid(7));
        assertThat(SnapshotTrailer.NONE.comparable(new Zxid(7))).isEmpty();
    }

    @Test
    void aDigestOfNothingOfAnEarlierZxidOrOfAnotherVersionIsNotCompared() {
        assertThat(trailer(0, 2, 0).comparable(Zxid.ZERO)).isEmpty();
        assertThat(trailer(6, 2, 7).comparable(new Zxid(7))).isEmpty();
        assertThat(trailer(7, 3, 7).comparable(new Zxid(7))).isEmpty();
    }

    private static SnapshotTrailer trailer(long digestZxid, int version, long lastZxid) {
        return new SnapshotTrailer(
                Optional.of(new TreeDigest(new Zxid(digestZxid), new TxnDigest(version, 1))),
                Optional.of(new Zxid(lastZxid)));
    }
}
