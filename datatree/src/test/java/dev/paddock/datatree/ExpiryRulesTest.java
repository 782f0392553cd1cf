package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryRulesTest {
    private static final ExpiryRules DEFAULT = new ExpiryRules(0);
    private static final Utf8 PATH = Utf8.of("/x");
    private static final long BORN = 1000;

    private final TreeEdit edit = TreeEdit.ofMany(State.empty(new Hashing(1, 2)));

    @Test
    void aContainerThatWasNeverUsedStays() {
        create(EphemeralOwner.CONTAINER);

        assertThat(expired(Long.MAX_VALUE, DEFAULT)).isEmpty();
    }

    @Test
    void aContainerThatWasNeverUsedMayBeGivenATime() {
        create(EphemeralOwner.CONTAINER);

        assertThat(expired(BORN + 1500, new ExpiryRules(1500))).isEmpty();
        assertThat(expired(BORN + 1501, new ExpiryRules(1500))).containsExactly(PATH);
    }

    @Test
    void aContainerGoesWhenItsLastChildHasGone() {
        create(EphemeralOwner.CONTAINER);
        createChild();
        assertThat(expired(BORN, DEFAULT)).isEmpty();

        edit.delete(Utf8.of("/x/child"), 3);
        assertThat(expired(BORN, DEFAULT)).containsExactly(PATH);
    }

    @Test
    void aTimeToLiveIsOverTheMillisecondAfter() {
        create(EphemeralOwner.ofTtl(1500));

        assertThat(expired(BORN + 1500, DEFAULT)).isEmpty();
        assertThat(expired(BORN + 1501, DEFAULT)).containsExactly(PATH);
    }

    @Test
    void dataProlongsALifeAndPermissionsDoNot() {
        create(EphemeralOwner.ofTtl(1500));
        edit.setAcl(PATH, Acl.READ_ONLY, 1);
        assertThat(expired(BORN + 1501, DEFAULT)).containsExactly(PATH);

        edit.setData(PATH, Bytes.EMPTY, 1, 2, BORN + 1501);
        assertThat(expired(BORN + 3001, DEFAULT)).isEmpty();
        assertThat(expired(BORN + 3002, DEFAULT)).containsExactly(PATH);
    }

    @Test
    void aChildKeepsAZnodeWhoseTimeIsOver() {
        create(EphemeralOwner.ofTtl(1500));
        createChild();
        assertThat(expired(Long.MAX_VALUE, DEFAULT)).isEmpty();

        edit.delete(Utf8.of("/x/child"), 3);
        assertThat(expired(BORN + 1501, DEFAULT)).containsExactly(PATH);
    }

    @Test
    void plainZnodesAndEphemeralsDoNotExpire() {
        create(EphemeralOwner.NONE);
        edit.create(Utf8.of("/e"), Bytes.EMPTY, Acl.OPEN, 5, 2, 2, BORN);

        assertThat(expired(Long.MAX_VALUE, new ExpiryRules(1))).isEmpty();
    }

    private void create(long owner) {
        edit.create(PATH, Bytes.EMPTY, Acl.OPEN, owner, 1, 1, BORN);
    }

    private void createChild() {
        edit.create(Utf8.of("/x/child"), Bytes.EMPTY, Acl.OPEN, EphemeralOwner.NONE, 1, 2, BORN);
    }

    private List<Utf8> expired(long now, ExpiryRules rules) {
        State state = edit.build(new Zxid(9));
        StateChecks.check(state);
        return state.expired(now, rules);
    }
}
