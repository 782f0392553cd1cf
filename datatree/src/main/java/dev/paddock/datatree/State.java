package dev.paddock.datatree;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that an ensemble agrees on, at one zxid: the tree of znodes, the sessions, and what follows from both. It never
 * changes: a transaction makes another one, which shares what has stayed the same.
 *
 * <p>Invariants: an ephemeral is listed with its owner and nobody else; equal ACLs are one object; {@link #digest} is
 * the sum over all znodes that count. {@code StateChecks} in the tests computes all of it anew.
 */
public final class State implements Tree {
    final Hashing hashing;
    final Znode.Inner root;
    final Zxid lastZxid;
    final long digest;

    /** {@link Session}s, and owners of ephemerals that are none. */
    final Object[] sessions;

    /** Those that are sessions. */
    final int sessionCount;

    final int ephemeralCount;

    /** Every ACL but the open one, as {@link AclUse}. */
    final Object[] acls;

    /** The paths of containers and of znodes with a time to live. */
    final Object[] expirables;

    /** How many znodes hold the limits of a quota: mostly none, and then nothing is charged. */
    final int quotaCount;

    State(
            Hashing hashing,
            Znode.Inner root,
            Zxid lastZxid,
            long digest,
            Object[] sessions,
            int sessionCount,
            int ephemeralCount,
            Object[] acls,
            Object[] expirables,
            int quotaCount) {
        this.hashing = hashing;
        this.root = root;
        this.lastZxid = lastZxid;
        this.digest = digest;
        this.sessions = sessions;
        this.sessionCount = sessionCount;
        this.ephemeralCount = ephemeralCount;
        this.acls = acls;
        this.expirables = expirables;
        this.quotaCount = quotaCount;
    }

    /** A new database: the four znodes that are always there, and nothing else. */
    public static State empty(Hashing hashing) {
        TreeEdit edit = TreeEdit.ofMany(bare(hashing));
        edit.load(reserved(ZnodePath.ZOOKEEPER, Acl.OPEN, 0));
        edit.load(reserved(ZnodePath.QUOTA, Acl.OPEN, 0));
        // As the original makes it: its ACL is set once after it was created, and the versions count from there.
        edit.load(reserved(ZnodePath.CONFIG, Acl.READ_ONLY, -1));
        return edit.build(Zxid.ZERO);
    }

    /** Only a root, for a snapshot to be loaded into. */
    public static State bare(Hashing hashing) {
        Znode.Inner root = Znode.root();
        NodeDigest nodeDigest = new NodeDigest();
        return new State(hashing, root, Zxid.ZERO, nodeDigest.of(root.contentCrc, root), null, 0, 0, null, null, 0);
    }

    private static LoadedZnode reserved(Utf8 path, List<Acl> acl, int aversion) {
        LoadedZnode znode = new LoadedZnode();
        znode.path = path;
        znode.source = path.array();
        znode.acl = acl;
        znode.aversion = aversion;
        return znode;
    }

    @Override
    public Znode find(Utf8 path) {
        return find(path.array(), 0, path.length());
    }

    /** The znode whose path stands in these bytes, or null. Allocates nothing. */
    public Znode find(byte[] path, int from, int to) {
        return find(root, hashing, path, from, to);
    }

    static Znode find(Znode root, Hashing hashing, byte[] path, int from, int to) {
        if (to - from <= 1) {
            return from == to || path[from] == '/' ? root : null;
        }
        Znode znode = root;
        int at = from;
        while (znode != null && at < to) {
            if (path[at] != '/') {
                return null;
            }
            int nameFrom = at + 1;
            at = ZnodePath.endOfName(path, nameFrom, to);
            znode = znode instanceof Znode.Inner parent ? parent.child(hashing, path, nameFrom, at) : null;
        }
        return znode;
    }

    public Znode root() {
        return root;
    }

    /** The zxid of the last transaction in this state. */
    public Zxid lastZxid() {
        return lastZxid;
    }

    /** The digest of the tree, by the rules of {@link NodeDigest}. */
    public long digest() {
        return digest;
    }

    /** How many znodes there are, the root among them. */
    public int znodeCount() {
        return root.descendants + 1;
    }

    /** The lengths of all data. */
    public long dataBytes() {
        return root.subtreeBytes;
    }

    public int ephemeralCount() {
        return ephemeralCount;
    }

    public int sessionCount() {
        return sessionCount;
    }

    @Override
    public State before() {
        return this;
    }

    @Override
    public Session session(long id) {
        Session session = owner(id);
        return session != null && session.isKnown() ? session : null;
    }

    /** Who owns ephemerals under this number, session or not, or null. */
    Session owner(long id) {
        byte[] key = Session.key(id);
        return (Session) Trie.find(sessions, hashing.hash(key, 0, key.length), key, 0, key.length);
    }

    public void forEachSession(Consumer<? super Session> action) {
        Trie.forEach(sessions, Session.class, session -> {
            if (session.isKnown()) {
                action.accept(session);
            }
        });
    }

    /** How many different ACLs znodes have, the open one not counted. */
    public int aclCount() {
        int[] count = {0};
        forEachAcl(acl -> count[0]++);
        return count[0];
    }

    /** Every ACL that a znode has, but the open one. Znodes with equal ACLs have this very object. */
    public void forEachAcl(Consumer<? super List<Acl>> action) {
        Trie.forEach(acls, AclUse.class, use -> action.accept(use.acl));
    }

    /** Containers and znodes with a time to live that may go at this time, if they are still empty then. */
    public List<Utf8> expired(long now, ExpiryRules rules) {
        List<Utf8> paths = new ArrayList<>();
        Trie.forEach(expirables, IndexedPath.class, indexed -> {
            if (rules.hasExpired(find(indexed.path()), now)) {
                paths.add(indexed.path());
            }
        });
        return paths;
    }

    /**
     * Without the ephemerals of sessions that there are not. Who begins to lead (or stands alone) removes them; it is no
     * transaction.
     */
    public State withoutOrphans() {
        TreeEdit edit = TreeEdit.ofMany(this);
        edit.orphans().forEach(orphan -> edit.delete(orphan, lastZxid.value()));
        return edit.build(lastZxid);
    }

    @Override
    public String toString() {
        return "state at " + lastZxid + " with " + znodeCount() + " znodes and " + sessionCount + " sessions";
    }
}
