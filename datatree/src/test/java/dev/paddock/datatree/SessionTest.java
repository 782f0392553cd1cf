package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Hashing hashing = new Hashing(1, 2);
    private final State empty = State.empty(hashing);

    @Test
    void isKnownWithAnyTimeoutThatALogMayHold() {
        for (int timeout : new int[] {-1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            TreeEdit edit = TreeEdit.ofMany(empty);
            edit.createSession(5, timeout);
            State state = edit.build(new Zxid(1));

            StateChecks.check(state);
            assertThat(state.sessionCount()).isEqualTo(1);
            assertThat(state.session(5).timeoutMillis()).isEqualTo(timeout);
        }
    }

    @Test
    void takesANewTimeoutAndKeepsItsEphemerals() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        edit.createSession(5, 1000);
        createEphemeral(edit, "/e", 5);
        edit.createSession(5, 2000);
        State state = edit.build(new Zxid(1));

        StateChecks.check(state);
        assertThat(state.sessionCount()).isEqualTo(1);
        assertThat(state.session(5).timeoutMillis()).isEqualTo(2000);
        assertThat(ephemerals(state, 5)).containsExactly(Utf8.of("/e"));
    }

    @Test
    void whatItLeavesBehindIsAnOrphanUntilItIsDeleted() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        edit.createSession(5, 1000);
        createEphemeral(edit, "/e", 5);
        edit.removeSession(5);

        assertThat(edit.session(5)).isNull();
        assertThat(edit.orphans()).containsExactly(Utf8.of("/e"));
        assertThat(edit.ephemerals(5)).containsExactly(Utf8.of("/e"));
        StateChecks.check(edit.build(new Zxid(1)));

        edit.delete(Utf8.of("/e"), 2);
        State state = edit.build(new Zxid(2));
        StateChecks.check(state);
        assertThat(edit.orphans()).isEmpty();
        assertThat(state.owner(5)).isNull();
    }

    @Test
    void anOwnerThatIsNoSessionBecomesOneWhenItIsCreated() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        createEphemeral(edit, "/e", 5);
        assertThat(edit.build(new Zxid(1)).sessionCount()).isZero();

        edit.createSession(5, 1000);
        State state = edit.build(new Zxid(2));

        StateChecks.check(state);
        assertThat(state.sessionCount()).isEqualTo(1);
        assertThat(edit.orphans()).isEmpty();
        assertThat(ephemerals(state, 5)).containsExactly(Utf8.of("/e"));
    }

    @Test
    void aStateWithoutOrphansHasLostThemAndNothingElse() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        edit.createSession(6, 1000);
        createEphemeral(edit, "/orphan", 5);
        createEphemeral(edit, "/owned", 6);
        createEphemeral(edit, "/parent", 7);
        createEphemeral(edit, "/parent/child", 6);

        State state = edit.build(new Zxid(9)).withoutOrphans();

        StateChecks.check(state);
        assertThat(state.find(Utf8.of("/orphan"))).isNull();
        assertThat(state.find(Utf8.of("/owned"))).isNotNull();
        assertThat(state.find(Utf8.of("/parent/child"))).isNotNull();
        assertThat(state.root().pzxid()).isEqualTo(9);
        assertThat(state.lastZxid()).isEqualTo(new Zxid(9));
    }

    @Test
    void endsOnceHoweverOftenItIsRemoved() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        edit.removeSession(5);
        edit.createSession(5, 1000);
        edit.removeSession(5);
        edit.removeSession(5);

        State state = edit.build(new Zxid(1));
        StateChecks.check(state);
        assertThat(state.sessionCount()).isZero();
    }

    @Test
    void allIdsMakeDifferentKeys() {
        assertThat(Session.key(0x0102030405060708L)).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(Session.key(-1)).isNotEqualTo(Session.key(0xFFFF_FFFFL));
    }

    private static void createEphemeral(TreeEdit edit, String path, long owner) {
        edit.create(Utf8.of(path), null, Acl.OPEN, owner, 1, 1, 1);
    }

    private static List<Utf8> ephemerals(State state, long id) {
        List<Utf8> paths = new ArrayList<>();
        state.session(id).forEachEphemeral(paths::add);
        return paths;
    }
}
