package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.wire.Zxid;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentDigestsTest {
    private final RecentDigests digests = new RecentDigests();

    @Test
    void onlyMultiplesOfTheIntervalAreKept() {
        for (int counter = 127; counter < 129; counter++) {
            digests.passed(at(counter));
        }
        assertThat(digests.oldestFirst()).containsExactly(new DigestAt(new Zxid(128), at(128).digest()));
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

    private static State at(long zxid) {
        return TreeEdit.ofMany(State.empty(new Hashing(1, 2))).build(new Zxid(zxid));
    }
}
