package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.TxnDigest;
import dev.paddock.wire.txn.TxnHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentDigestsTest {
    private final RecentDigests digests = new RecentDigests(7);

    @Test
    void onlyMultiplesOfTheIntervalAreKept() {
        for (int counter = 127; counter < 129; counter++) {
            digests.passed(at(counter));
        }
        assertThat(digests.oldestFirst()).containsExactly(new DigestAt(new Zxid(128), 128));
    }

    @Test
    void aRefusalLeavesTheDigestAsItIs() {
        digests.passed(new Transaction(new TxnHeader(1, 1, new Zxid(128), 1), ErrorTxn.of(ErrorCode.NO_NODE), null));
        assertThat(digests.oldestFirst()).containsExactly(new DigestAt(new Zxid(128), 7));
    }

    @Test
    void theOldestGoesFirst() {
        for (long i = 1; i <= RecentDigests.MOST + 1; i++) {
            digests.passed(at(i * RecentDigests.INTERVAL));
        }
        List<DigestAt> kept = digests.oldestFirst();
        assertThat(kept).hasSize(RecentDigests.MOST);
        assertThat(kept.get(0).zxid()).isEqualTo(new Zxid(2 * RecentDigests.INTERVAL));
    }

    /** Its digest is its zxid. */
    private static Transaction at(long zxid) {
        return new Transaction(
                new TxnHeader(1, 1, new Zxid(zxid), 1),
                CloseSessionTxn.WITHOUT_PATHS,
                new TxnDigest(TxnDigest.VERSION, zxid));
    }
}
