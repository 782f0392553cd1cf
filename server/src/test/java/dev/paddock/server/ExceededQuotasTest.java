package dev.paddock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.EphemeralOwner;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.CreateTxn;
import org.junit.jupiter.api.Test;

class ExceededQuotasTest {
    private final TreeEdit tree = TreeEdit.ofMany(State.empty(new Hashing(1, 2)));
    private final ExceededQuotas quotas = new ExceededQuotas();
    private long zxid;

    @Test
    void aQuotaThatIsExceededIsToldOfOnce() {
        limit("/app", "count=2,bytes=-1");
        create("/app/a", "");
        assertThat(quotas.news(state())).isEmpty();

        create("/app/b", "");
        assertThat(quotas.news(state()))
                .containsExactly("Quota exceeded: /app has count=3,bytes=0, and its limits are count=2,bytes=-1");
        create("/app/c", "");
        assertThat(quotas.news(state())).isEmpty();
    }

    @Test
    void itIsToldOfAgainWhenItWasKeptInBetween() {
        limit("/app", "count=-1,bytes=3");
        create("/app/a", "four");
        assertThat(quotas.news(state())).hasSize(1);

        tree.delete(Utf8.of("/app/a"), ++zxid);
        assertThat(quotas.news(state())).containsExactly("Quota kept again: /app");
        create("/app/a", "four");
        assertThat(quotas.news(state())).hasSize(1);
    }

    @Test
    void hardLimitsThatNobodyEnforcesAreToldOfToo() {
        limit("/app", "count=-1,bytes=-1=;byteHardLimit=3;countHardLimit=-1");
        create("/app/a", "four");
        assertThat(quotas.news(state()))
                .singleElement()
                .asString()
                .startsWith("Quota exceeded: /app has count=2,bytes=4");
    }

    @Test
    void limitsThatNobodyCanReadAreNotExceeded() {
        limit("/app", "many");
        create("/app/a", "");
        assertThat(quotas.news(state())).isEmpty();
    }

    private void limit(String path, String limits) {
        create(path, "");
        create("/zookeeper/quota" + path, "");
        create("/zookeeper/quota" + path + "/zookeeper_limits", limits);
        create("/zookeeper/quota" + path + "/zookeeper_stats", "count=0,bytes=0");
    }

    private void create(String path, String data) {
        tree.create(Utf8.of(path), Bytes.ofText(data), Acl.OPEN, EphemeralOwner.NONE, CreateTxn.COUNT_ON, ++zxid, zxid);
    }

    private State state() {
        return tree.build(new Zxid(zxid));
    }
}
