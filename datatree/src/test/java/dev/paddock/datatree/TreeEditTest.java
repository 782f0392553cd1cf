package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.CreateTxn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeEditTest {
    private static final List<Acl> BOB = List.of(new Acl(31, new Id("digest", "bob:h")));

    private final State empty = State.empty(new Hashing(1, 2));

    @Test
    void theStateThatItBeganWithStaysAsItIs() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        create(edit, "/a", "1");
        create(edit, "/a/b", "2");
        State before = edit.build(new Zxid(1));
        String shown = show(before);

        edit.setData(Utf8.of("/a/b"), Bytes.ofText("3"), 1, 2, 2);
        edit.setAcl(Utf8.of("/a"), BOB, 1);
        edit.delete(Utf8.of("/a/b"), 3);
        create(edit, "/a/c", "4");
        State after = edit.build(new Zxid(3));

        assertThat(show(before)).isEqualTo(shown);
        StateChecks.check(before);
        StateChecks.check(after);
        assertThat(show(after)).isNotEqualTo(shown);
    }

    @Test
    void changesInPlaceWhatItHasCopiedAlready() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        create(edit, "/a", "1");
        create(edit, "/a/b", "2");
        Znode a = edit.find(Utf8.of("/a"));
        create(edit, "/a/c", "3");

        assertThat(edit.find(Utf8.of("/a"))).isSameAs(a);
    }

    @Test
    void deletingAZnodeTakesWhatIsBelowWithItAndSaysSo() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        create(edit, "/a", "1");
        create(edit, "/a/b", "22");
        create(edit, "/a/b/c", "333");
        edit.create(Utf8.of("/a/b/e"), null, BOB, 77, 2, 1, 1);
        edit.create(Utf8.of("/a/b/t"), null, BOB, EphemeralOwner.ofTtl(5), 3, 1, 1);

        edit.delete(Utf8.of("/a/b"), 9);
        State state = edit.build(new Zxid(9));

        StateChecks.check(state);
        assertThat(edit.anomalies()).containsExactly(new Anomaly(Anomaly.Kind.NOT_EMPTY, Utf8.of("/a/b")));
        assertThat(state.znodeCount()).isEqualTo(5);
        assertThat(state.dataBytes()).isEqualTo(1);
        assertThat(state.ephemeralCount()).isZero();
        assertThat(state.aclCount()).isEqualTo(1);
        assertThat(state.find(Utf8.of("/a")).pzxid()).isEqualTo(9);
    }

    @Test
    void deletingANonEmptyZnodeEndsTheQuotasBelowIt() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        create(edit, "/a", "1");
        create(edit, "/zookeeper/quota/a", "");
        create(edit, "/zookeeper/quota/a/zookeeper_limits", "count=1,bytes=1");
        create(edit, "/zookeeper/quota/a/zookeeper_stats", "");
        edit.delete(Utf8.of("/zookeeper/quota/a"), 9);

        create(edit, "/zookeeper/quota/a", "");
        create(edit, "/zookeeper/quota/a/zookeeper_stats", "");
        edit.setData(Utf8.of("/zookeeper/quota/a/zookeeper_stats"), Bytes.ofText("mine"), 1, 10, 10);
        create(edit, "/a/b", "2");

        assertThat(edit.find(Utf8.of("/zookeeper/quota/a/zookeeper_stats")).data())
                .isEqualTo(Bytes.ofText("mine"));
    }

    @Test
    void whatDoesNotFitIsReportedAndDoesNoMore() {
        TreeEdit edit = TreeEdit.ofMany(empty);

        assertThat(create(edit, "/a/b", "1")).isNull();
        assertThat(create(edit, "a", "1")).isNull();
        assertThat(edit.delete(Utf8.of("/a/b"), 1)).isNull();
        assertThat(edit.setData(Utf8.of("/a"), null, 1, 1, 1)).isNull();
        assertThat(edit.setAcl(Utf8.of("/a"), Acl.OPEN, 1)).isNull();

        assertThat(edit.anomalies())
                .extracting(Anomaly::kind)
                .containsExactly(
                        Anomaly.Kind.NO_PARENT,
                        Anomaly.Kind.NO_PARENT,
                        Anomaly.Kind.NO_PARENT,
                        Anomaly.Kind.NO_NODE,
                        Anomaly.Kind.NO_NODE);
        StateChecks.sameContent(edit.build(Zxid.ZERO), empty);
    }

    @Test
    void creatingWhatExistsGivesItTheAclAndTheParentItsCounter() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        create(edit, "/a", "1");
        edit.create(Utf8.of("/a"), Bytes.ofText("2"), BOB, 0, 7, 5, 5);
        State state = edit.build(new Zxid(5));

        StateChecks.check(state);
        Znode a = state.find(Utf8.of("/a"));
        assertThat(a.acl()).isEqualTo(BOB);
        assertThat(a.data()).isEqualTo(Bytes.ofText("1"));
        assertThat(a.czxid()).isEqualTo(1);
        assertThat(state.root().creations()).isEqualTo(7);
        assertThat(state.root().pzxid()).isEqualTo(5);
        assertThat(edit.anomalies()).extracting(Anomaly::kind).containsExactly(Anomaly.Kind.NODE_EXISTS);
    }

    @Test
    void deletingWhatIsNotThereStillRaisesThePzxidOfTheParent() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        create(edit, "/a", "1");
        edit.delete(Utf8.of("/a/b"), 8);
        edit.delete(Utf8.of("/a/b"), 7);
        State state = edit.build(new Zxid(8));

        StateChecks.check(state);
        assertThat(state.find(Utf8.of("/a")).pzxid()).isEqualTo(8);
        assertThat(state.find(Utf8.of("/a")).creations()).isZero();
    }

    @Test
    void veryOldRecordsCountOn() {
        TreeEdit edit = TreeEdit.ofMany(empty);
        for (int i = 1; i <= 3; i++) {
            edit.create(Utf8.of("/a" + i), null, null, 0, CreateTxn.COUNT_ON, i, i);
        }

        assertThat(edit.find(ZnodePath.ROOT).creations()).isEqualTo(3);
        assertThat(edit.find(Utf8.of("/a1")).acl()).isSameAs(Acl.OPEN);
    }

    @Test
    void loadsWhateverASnapshotSays() {
        TreeEdit edit = TreeEdit.ofMany(State.bare(new Hashing(1, 2)));
        assertThat(edit.load(loaded("", BOB, 3, 9))).isTrue();
        assertThat(edit.load(loaded("", Acl.OPEN, 4, 9))).isTrue();
        assertThat(edit.load(loaded("/a", BOB, 0, 1))).isTrue();
        assertThat(edit.load(loaded("/a/b", null, 5, 1))).isTrue();
        assertThat(edit.load(loaded("/a/b/c", null, 0, 4))).isTrue();
        assertThat(edit.load(loaded("", BOB, 3, 9))).isFalse();
        State state = edit.build(new Zxid(9));

        StateChecks.check(state);
        assertThat(state.root().creations()).isEqualTo(4);
        assertThat(state.root().acl()).isSameAs(Acl.OPEN);
        assertThat(state.find(Utf8.of("/a")).creations()).isZero();
        assertThat(state.find(Utf8.of("/a/b")).creations()).isEqualTo(5);
        assertThat(state.find(Utf8.of("/a/b/c")).pzxid()).isEqualTo(4);
    }

    @Test
    void loadsNothingTwiceAndNoChildBeforeItsParent() {
        TreeEdit edit = TreeEdit.ofMany(State.bare(new Hashing(1, 2)));
        edit.load(loaded("/a", null, 0, 1));

        assertThat(edit.load(loaded("/a", null, 0, 1))).isFalse();
        assertThat(edit.load(loaded("/b/c", null, 0, 1))).isFalse();
        assertThat(edit.load(loaded("b", null, 0, 1))).isFalse();
        StateChecks.check(edit.build(Zxid.ZERO));
    }

    /** The chain is what this is about: it has to be right after every step from anywhere to anywhere. */
    @Test
    void findsEverythingFromWhereverItWas() {
        for (int seed = 0; seed < 200; seed++) {
            walkAtRandom(new Random(seed), seed % 2 == 0 ? new Hashing(1, 2) : new PoorHashing(0x8000_0000_0000_0001L));
        }
    }

    private static void walkAtRandom(Random random, Hashing hashing) {
        TreeEdit edit = TreeEdit.ofMany(State.empty(hashing));
        TreeMap<String, String> model = new TreeMap<>();
        for (int step = 0; step < 100; step++) {
            String path = randomPath(random);
            boolean isThere = model.containsKey(path);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    String parent = path.substring(0, path.lastIndexOf('/'));
                    boolean fits = !isThere && (parent.isEmpty() || model.containsKey(parent));
                    assertThat(create(edit, path, "" + step) != null).isEqualTo(fits);
                    if (fits) {
                        model.put(path, "" + step);
                    }
                }
                case 2 -> {
                    assertThat(edit.setData(Utf8.of(path), Bytes.ofText("s" + step), 1, 1, 1) != null)
                            .isEqualTo(isThere);
                    String data = "s" + step;
                    model.computeIfPresent(path, (same, old) -> data);
                }
                case 3 -> {
                    if (random.nextInt(4) == 0) {
                        assertThat(edit.delete(Utf8.of(path), 1) != null).isEqualTo(isThere);
                        model.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
                    }
                }
                default -> {
                    Znode found = edit.find(Utf8.of(path));
                    assertThat(found == null ? null : found.data().text()).isEqualTo(model.get(path));
                }
            }
        }
        State state = edit.build(new Zxid(1));
        StateChecks.check(state);
        assertThat(state.znodeCount()).isEqualTo(model.size() + 4);
        model.forEach((path, data) ->
                assertThat(state.find(Utf8.of(path)).data().text()).isEqualTo(data));
    }

    /** Names that begin like each other, at depths from 1 to 5. */
    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder();
        int depth = 1 + random.nextInt(5);
        for (int i = 0; i < depth; i++) {
            path.append('/').append("aaab", random.nextInt(3), 3 + random.nextInt(2));
        }
        return path.toString();
    }

    private static Znode create(TreeEdit edit, String path, String data) {
        return edit.create(Utf8.of(path), Bytes.ofText(data), Acl.OPEN, 0, CreateTxn.COUNT_ON, 1, 1);
    }

    private static LoadedZnode loaded(String path, List<Acl> acl, int creations, long pzxid) {
        LoadedZnode znode = new LoadedZnode();
        znode.path = Utf8.of(path);
        znode.source = Utf8.of("--data--").array();
        znode.dataFrom = 2;
        znode.dataLength = 4;
        znode.acl = acl;
        znode.czxid = 1;
        znode.mzxid = 1;
        znode.creations = creations;
        znode.pzxid = pzxid;
        return znode;
    }

    private static String show(State state) {
        List<String> shown = new ArrayList<>();
        show(Utf8.EMPTY, state.root(), shown);
        return String.join("\n", shown);
    }

    private static void show(Utf8 path, Znode znode, List<String> shown) {
        shown.add(path + " " + znode.data() + " " + znode.acl() + " " + znode.stat());
        znode.forEachChild(child -> show(StateChecks.child(path, child.name()), child, shown));
    }
}
