package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** Computes anew what a {@link State} keeps beside its znodes, and compares. */
public final class StateChecks {
    private StateChecks() {}

    /** A znode and where it stands; the parent is an index into the list of all, which has parents first. */
    private record Placed(Utf8 path, Znode znode, int parent) {}

    /** Fails unless every invariant of the state holds. */
    public static void check(State state) {
        List<Placed> all = everything(state);
        checkAggregates(state, all);
        checkDigest(state, all);
        checkOwners(state, all);
        checkAcls(state, all);
        assertThat(all.stream().filter(placed -> ZnodePath.isQuotaLimits(placed.path())))
                .as("quotas")
                .hasSize(state.quotaCount);
    }

    /** Fails unless both states have the same znodes, with all there is to them, and the same sessions. */
    public static void sameContent(State actual, State expected) {
        assertThat(actual.lastZxid()).isEqualTo(expected.lastZxid());
        sameTree(actual, expected);
        assertThat(timeouts(actual)).as("sessions and their timeouts").isEqualTo(timeouts(expected));
        assertThat(owned(actual)).as("ephemerals by owner").isEqualTo(owned(expected));
        assertThat(actual.digest()).isEqualTo(expected.digest());
    }

    /** The path of a child; the parent is empty if it is the root. */
    public static Utf8 child(Utf8 parent, Utf8 name) {
        byte[] bytes = new byte[parent.length() + 1 + name.length()];
        System.arraycopy(parent.array(), 0, bytes, 0, parent.length());
        bytes[parent.length()] = '/';
        System.arraycopy(name.array(), 0, bytes, parent.length() + 1, name.length());
        return Utf8.wrap(bytes);
    }

    /** How many levels there are between a znode and its children. */
    public static int childrenDepth(State state, Utf8 path) {
        return state.find(path) instanceof Znode.Inner parent ? TrieChecks.depth(parent.children) : 0;
    }

    private static void sameTree(State actual, State expected) {
        Map<Utf8, Znode> others = new HashMap<>();
        everything(actual).forEach(placed -> others.put(placed.path(), placed.znode()));
        for (Placed placed : everything(expected)) {
            Znode znode = others.remove(placed.path());
            if (znode == null || !isSame(znode, placed.znode())) {
                assertThat(znode == null ? "nothing" : describe(znode))
                        .as("znode at " + placed.path())
                        .isEqualTo(describe(placed.znode()));
            }
        }
        assertThat(others.keySet()).as("znodes that should not be there").isEmpty();
    }

    private static boolean isSame(Znode one, Znode two) {
        return one.stat().equals(two.stat())
                && one.creations() == two.creations()
                && one.owner() == two.owner()
                && one.acl().equals(two.acl())
                && one.hasNullData() == two.hasNullData()
                && (one.hasNullData() || one.data().equals(two.data()));
    }

    private static String describe(Znode znode) {
        Bytes data = znode.data();
        return znode.stat() + " creations=" + znode.creations() + " owner=" + Long.toHexString(znode.owner()) + " acl="
                + znode.acl() + " data=" + (data == null ? "null" : "'" + data.text() + "'");
    }

    private static Map<Long, Integer> timeouts(State state) {
        Map<Long, Integer> timeouts = new TreeMap<>();
        state.forEachSession(session -> timeouts.put(session.id(), session.timeoutMillis()));
        return timeouts;
    }

    private static Map<Long, Set<Utf8>> owned(State state) {
        Map<Long, Set<Utf8>> owned = new TreeMap<>();
        Trie.forEach(
                state.sessions,
                Session.class,
                session -> session.forEachEphemeral(path -> owned.computeIfAbsent(session.id(), id -> new HashSet<>())
                        .add(path)));
        return owned;
    }

    private static List<Placed> everything(State state) {
        List<Placed> all = new ArrayList<>();
        Deque<Placed> waiting = new ArrayDeque<>();
        waiting.push(new Placed(Utf8.EMPTY, state.root(), -1));
        while (!waiting.isEmpty()) {
            Placed placed = waiting.pop();
            int index = all.size();
            all.add(placed);
            placed.znode()
                    .forEachChild(child -> waiting.push(new Placed(child(placed.path(), child.name()), child, index)));
        }
        return all;
    }

    private static void checkAggregates(State state, List<Placed> all) {
        int[] children = new int[all.size()];
        int[] nameBytes = new int[all.size()];
        int[] descendants = new int[all.size()];
        long[] subtreeBytes = new long[all.size()];
        for (int i = all.size() - 1; i >= 0; i--) {
            Znode znode = all.get(i).znode();
            subtreeBytes[i] += znode.dataLength();
            if (znode instanceof Znode.Inner inner) {
                TrieChecks.check(
                        inner.children,
                        Znode.class,
                        state.hashing,
                        child -> child.name().array());
            }
            List<Number> kept =
                    List.of(znode.childCount(), znode.childNameBytes(), znode.descendants(), znode.subtreeBytes());
            List<Number> counted = List.of(children[i], nameBytes[i], descendants[i], subtreeBytes[i]);
            assertThat(kept)
                    .as("children, bytes of their names, descendants, bytes of all data at "
                            + all.get(i).path())
                    .isEqualTo(counted);
            int parent = all.get(i).parent();
            if (parent >= 0) {
                children[parent]++;
                nameBytes[parent] += znode.nameLength();
                descendants[parent] += 1 + descendants[i];
                subtreeBytes[parent] += subtreeBytes[i];
                checkIsFound(state, all.get(i));
            }
        }
        assertThat(state.znodeCount()).isEqualTo(all.size());
        assertThat(state.dataBytes()).isEqualTo(subtreeBytes[0]);
    }

    /** A child without a name would be found by no path, and foreign logs could make one: it alone is left out. */
    private static void checkIsFound(State state, Placed placed) {
        if (!placed.path().equals(ZnodePath.ROOT)) {
            assertThat(state.find(placed.path())).isSameAs(placed.znode());
        }
    }

    private static void checkDigest(State state, List<Placed> all) {
        long sum = 0;
        for (Placed placed : all) {
            Znode znode = placed.znode();
            if (znode instanceof Znode.Inner inner) {
                assertThat(inner.contentCrc).as("CRC of " + placed.path()).isEqualTo((int)
                        crcOfContent(placed.path(), znode).getValue());
            }
            if (!placed.path().toString().startsWith("/zookeeper/")) {
                sum += digest(placed.path(), znode);
            }
        }
        assertThat(state.digest()).as("digest of the tree").isEqualTo(sum);
    }

    private static CRC32 crcOfContent(Utf8 path, Znode znode) {
        CRC32 crc = new CRC32();
        crc.update(path.array());
        if (znode.data() != null) {
            crc.update(znode.data().array());
        }
        return crc;
    }

    /** The digest of one znode, by the letter of the format. */
    static long digest(Utf8 path, Znode znode) {
        ByteBuffer stat = ByteBuffer.allocate(60);
        stat.putLong(znode.czxid()).putLong(znode.mzxid()).putLong(znode.pzxid());
        stat.putLong(znode.ctime()).putLong(znode.mtime());
        stat.putInt(znode.version()).putInt(znode.creations()).putInt(znode.aversion());
        stat.putLong(znode.owner());
        CRC32 crc = crcOfContent(path, znode);
        crc.update(stat.array());
        return crc.getValue();
    }

    private static void checkOwners(State state, List<Placed> all) {
        Map<Long, Set<Utf8>> ephemerals = new TreeMap<>();
        Set<Utf8> expirables = new HashSet<>();
        int ephemeralCount = 0;
        for (Placed placed : all) {
            long owner = placed.znode().owner();
            if (EphemeralOwner.isSession(owner)) {
                ephemerals.computeIfAbsent(owner, id -> new HashSet<>()).add(placed.path());
                ephemeralCount++;
            } else if (owner != EphemeralOwner.NONE) {
                expirables.add(placed.path());
            }
        }
        List<Session> sessions =
                TrieChecks.check(state.sessions, Session.class, state.hashing, session -> Session.key(session.id()));
        for (Session session : sessions) {
            assertThat(session.isOver()).as(session + " is worth keeping").isFalse();
            Set<Utf8> listed = new HashSet<>();
            session.forEachEphemeral(listed::add);
            assertThat(listed).hasSize(session.ephemeralCount());
        }
        assertThat(owned(state)).as("ephemerals by owner").isEqualTo(ephemerals);
        assertThat(state.ephemeralCount()).isEqualTo(ephemeralCount);
        assertThat(state.sessionCount())
                .isEqualTo((int) sessions.stream().filter(Session::isKnown).count());
        List<IndexedPath> indexed = TrieChecks.check(
                state.expirables,
                IndexedPath.class,
                state.hashing,
                path -> path.path().array());
        assertThat(indexed.stream().map(IndexedPath::path).toList())
                .as("containers and znodes with a time to live")
                .hasSize(expirables.size())
                .allMatch(expirables::contains);
    }

    private static void checkAcls(State state, List<Placed> all) {
        Map<List<Acl>, Integer> uses = new HashMap<>();
        for (Placed placed : all) {
            List<Acl> acl = placed.znode().acl();
            if (acl.equals(Acl.OPEN)) {
                assertThat(acl).as("the open ACL is one object").isSameAs(Acl.OPEN);
            } else {
                uses.merge(acl, 1, Integer::sum);
            }
        }
        Map<List<Acl>, List<Acl>> kept = new HashMap<>();
        Map<List<Acl>, Integer> counts = new HashMap<>();
        for (AclUse use : TrieChecks.check(state.acls, AclUse.class, state.hashing, use -> AclUse.key(use.acl))) {
            kept.put(use.acl, use.acl);
            counts.put(use.acl, use.znodes);
        }
        assertThat(counts).as("how many znodes have each ACL").isEqualTo(uses);
        for (Placed placed : all) {
            List<Acl> acl = placed.znode().acl();
            assertThat(acl).isSameAs(acl == Acl.OPEN ? acl : kept.get(acl));
        }
    }
}
