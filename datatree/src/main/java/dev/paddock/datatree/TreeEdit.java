package dev.paddock.datatree;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.CreateTxn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The way from one state to the next: changes are made here one by one, and {@link #build} gives the state that has
 * them. The state that it began with stays as it is.
 *
 * <p>The edit remembers the chain of znodes down to where it was last, so that changes close to each other (a replay, a
 * load) do not look up the same ancestors again.
 */
public final class TreeEdit implements Tree {
    /** What quotas are held against. */
    private final State before;

    private final Hashing hashing;
    private final NodeDigest nodeDigest = new NodeDigest();

    /** The token of {@link Trie} and {@link Znode.Inner}; null for an edit of one change, which copies all the same. */
    private Object edit;

    private long digest;
    private Trie sessions;
    private int sessionCount;
    private int ephemeralCount;
    private Trie acls;
    private Trie expirables;

    /** The znodes from the root (0) down to {@link #depth}, as they are now. */
    private Znode[] chain = new Znode[16];

    /** For each znode of the chain, where its path ends in {@link #walked}. */
    private int[] ends = new int[16];

    /** For each znode of the chain but the root, the hash of its name. */
    private long[] hashes = new long[16];

    private int depth;
    private byte[] walked = new byte[0];

    private List<Anomaly> anomalies = List.of();

    private TreeEdit(State state, Object edit) {
        this.before = state;
        this.hashing = state.hashing;
        this.edit = edit;
        this.digest = state.digest;
        this.sessions = state.sessions;
        this.sessionCount = state.sessionCount;
        this.ephemeralCount = state.ephemeralCount;
        this.acls = state.acls;
        this.expirables = state.expirables;
        this.chain[0] = state.root;
    }

    /** For one change. */
    public static TreeEdit ofOne(State state) {
        return new TreeEdit(state, null);
    }

    /** For many changes: what the first has copied, the next ones change in place. */
    public static TreeEdit ofMany(State state) {
        return new TreeEdit(state, new Object());
    }

    /** The state with all changes so far. The edit may go on from there. */
    public State build(Zxid lastZxid) {
        if (edit != null) {
            edit = new Object();
        }
        return new State(
                hashing,
                (Znode.Inner) chain[0],
                lastZxid,
                digest,
                sessions,
                sessionCount,
                ephemeralCount,
                acls,
                expirables);
    }

    public List<Anomaly> anomalies() {
        return anomalies;
    }

    /** Forgets the anomalies so far, where they were to be expected. */
    public void clearAnomalies() {
        anomalies = List.of();
    }

    /** The digest of the tree as it is now. */
    public long digest() {
        return digest;
    }

    @Override
    public Znode find(Utf8 path) {
        return walk(path) ? chain[depth] : null;
    }

    @Override
    public Session session(long id) {
        Session session = owner(id);
        return session.isKnown() ? session : null;
    }

    @Override
    public State before() {
        return before;
    }

    /** The new znode, or null if it exists already or has no parent. */
    public Znode create(Utf8 path, Bytes data, List<Acl> acl, long owner, int parentCversion, long zxid, long time) {
        int parentEnd = ZnodePath.lastSlash(path);
        byte[] bytes = path.array();
        if (parentEnd < 0 || !walk(bytes, parentEnd)) {
            report(Anomaly.Kind.NO_PARENT, path);
            return null;
        }
        int nameFrom = parentEnd + 1;
        long hash = hashing.hash(bytes, nameFrom, bytes.length);
        boolean exists = childOfLast(hash, bytes, nameFrom, bytes.length) != null;
        long before = digestOfLast();
        Znode.Inner parent = lastAsParent();
        int creations = parentCversion == CreateTxn.COUNT_ON ? parent.creations + 1 : parentCversion;
        if (creations > parent.creations) {
            parent.creations = creations;
            parent.pzxid = zxid;
        }
        if (exists) {
            digest += digestOf(parent) - before;
            replaceLast(parent, 0, 0);
            setAclOfExisting(path, acl);
            report(Anomaly.Kind.NODE_EXISTS, path);
            return null;
        }
        Znode child = Znode.leaf(owner);
        child.czxid = zxid;
        child.mzxid = zxid;
        child.ctime = time;
        child.mtime = time;
        child.acl = use(acl);
        child.putNameAndData(bytes, nameFrom, bytes.length, data);
        digest += digestOf(parent) - before;
        append(parent, child, hash, bytes, nameFrom, bytes.length);
        digest += digestOf(child);
        register(owner, bytes);
        charge(path, 1, child.dataLength());
        if (ZnodePath.isQuotaStats(path)) {
            recount(ZnodePath.quotaRoot(path));
        }
        return find(path);
    }

    /** The znode that went, or null if there was none. */
    public Znode delete(Utf8 path, long zxid) {
        int parentEnd = ZnodePath.lastSlash(path);
        byte[] bytes = path.array();
        if (parentEnd < 0 || !walk(bytes, parentEnd)) {
            report(Anomaly.Kind.NO_PARENT, path);
            return null;
        }
        int nameFrom = parentEnd + 1;
        long hash = hashing.hash(bytes, nameFrom, bytes.length);
        Znode child = childOfLast(hash, bytes, nameFrom, bytes.length);
        long before = digestOfLast();
        Znode.Inner parent = lastAsParent();
        parent.pzxid = Math.max(parent.pzxid, zxid);
        digest += digestOf(parent) - before;
        if (child == null) {
            replaceLast(parent, 0, 0);
            report(Anomaly.Kind.NO_NODE, path);
            return null;
        }
        int descendants = child.descendants();
        long bytesBelow = child.subtreeBytes();
        parent.children = Trie.without(parent.children, hashing, hash, bytes, nameFrom, bytes.length, edit);
        parent.childCount--;
        parent.childNameBytes -= child.nameLength();
        parent.descendants -= 1 + descendants;
        parent.subtreeBytes -= bytesBelow;
        replaceLast(parent, -1 - descendants, -bytesBelow);
        forget(bytes, child);
        if (descendants > 0) {
            report(Anomaly.Kind.NOT_EMPTY, path);
            TreeWalk.from(bytes, child, (below, length, znode) -> {
                if (length > bytes.length) {
                    forget(Arrays.copyOf(below, length), znode);
                }
            });
        }
        charge(path, -1 - descendants, -bytesBelow);
        return child;
    }

    /** The znode with its new data, or null if there is none of this path. */
    public Znode setData(Utf8 path, Bytes data, int version, long zxid, long time) {
        if (!walk(path)) {
            report(Anomaly.Kind.NO_NODE, path);
            return null;
        }
        long before = digestOfLast();
        long lengthBefore = chain[depth].dataLength();
        Znode znode = lastToChange();
        znode.version = version;
        znode.mzxid = zxid;
        znode.mtime = time;
        putDataOfLast(znode, data, before);
        charge(path, 0, znode.dataLength() - lengthBefore);
        return find(path);
    }

    /** The znode with its new permissions, or null if there is none of this path. */
    public Znode setAcl(Utf8 path, List<Acl> acl, int aversion) {
        if (!walk(path)) {
            report(Anomaly.Kind.NO_NODE, path);
            return null;
        }
        long before = digestOfLast();
        Znode znode = lastToChange();
        znode.aversion = aversion;
        changeAcl(znode, acl);
        digest += digestOf(znode) - before;
        replaceLast(znode, 0, 0);
        return znode;
    }

    public void createSession(long id, int timeoutMillis) {
        Session session = owner(id);
        if (!session.isKnown()) {
            sessionCount++;
        }
        put(session.withTimeout(timeoutMillis));
    }

    /** Takes the session from the table; its ephemerals are for the caller to delete. */
    public void removeSession(long id) {
        Session session = owner(id);
        if (session.isKnown()) {
            sessionCount--;
            put(session.closed());
        }
    }

    /** What the session owns now. */
    public List<Utf8> ephemerals(long sessionId) {
        List<Utf8> paths = new ArrayList<>();
        owner(sessionId).forEachEphemeral(paths::add);
        return paths;
    }

    /** The ephemerals of sessions that there are not. */
    public List<Utf8> orphans() {
        List<Utf8> paths = new ArrayList<>();
        Trie.forEach(sessions, Session.class, session -> {
            if (!session.isKnown()) {
                session.forEachEphemeral(paths::add);
            }
        });
        return paths;
    }

    /** A znode of a snapshot, which says everything about it; false if its parent has not come yet or it comes twice. */
    public boolean load(LoadedZnode loaded) {
        byte[] bytes = loaded.path.array();
        if (bytes.length == 0) {
            walk(bytes, 0);
            loadRoot(loaded);
            return true;
        }
        int parentEnd = ZnodePath.lastSlash(loaded.path);
        if (parentEnd < 0 || !walk(bytes, parentEnd)) {
            return false;
        }
        int nameFrom = parentEnd + 1;
        long hash = hashing.hash(bytes, nameFrom, bytes.length);
        if (childOfLast(hash, bytes, nameFrom, bytes.length) != null) {
            return false;
        }
        Znode child = Znode.leaf(loaded.owner);
        fill(child, nameFrom, loaded);
        if (loaded.creations != 0 || loaded.pzxid != loaded.czxid) {
            Znode.Inner inner = Znode.Inner.of(child, contentCrc(bytes, bytes.length, child), edit);
            inner.creations = loaded.creations;
            inner.pzxid = loaded.pzxid;
            child = inner;
        }
        append(lastAsParent(), child, hash, bytes, nameFrom, bytes.length);
        digest += digestOf(child);
        register(loaded.owner, bytes);
        return true;
    }

    private void loadRoot(LoadedZnode loaded) {
        long before = digestOfLast();
        long bytesBefore = chain[0].dataLength();
        Znode.Inner root = lastAsParent();
        release(root.acl);
        fill(root, 0, loaded);
        root.creations = loaded.creations;
        root.pzxid = loaded.pzxid;
        root.subtreeBytes += root.dataLength() - bytesBefore;
        root.contentCrc = contentCrc(walked, 0, root);
        digest += digestOf(root) - before;
        replaceLast(root, 0, 0);
    }

    private void fill(Znode znode, int nameFrom, LoadedZnode loaded) {
        znode.czxid = loaded.czxid;
        znode.mzxid = loaded.mzxid;
        znode.ctime = loaded.ctime;
        znode.mtime = loaded.mtime;
        znode.version = loaded.version;
        znode.aversion = loaded.aversion;
        znode.acl = use(loaded.acl);
        byte[] path = loaded.path.array();
        znode.putNameAndData(path, nameFrom, path.length, loaded.source, loaded.dataFrom, loaded.dataLength);
    }

    /** Counts anew what the quotas in a tree are about that was loaded. */
    public void recountQuotas() {
        Znode quota = find(ZnodePath.QUOTA);
        if (quota == null) {
            return;
        }
        List<Utf8> roots = new ArrayList<>();
        TreeWalk.from(ZnodePath.QUOTA.array(), quota, (path, length, znode) -> {
            Utf8 found = Utf8.copyOf(path, 0, length);
            if (ZnodePath.isQuotaLimits(found)) {
                roots.add(ZnodePath.quotaRoot(found));
            }
        });
        roots.forEach(this::recount);
    }

    /** Charges a change at this path to the deepest quota that it is under. */
    private void charge(Utf8 path, long countDelta, long bytesDelta) {
        Utf8 root = Quotas.deepestRoot(chain[0], hashing, path);
        if (root == null) {
            return;
        }
        Utf8 statsPath = ZnodePath.quotaStatsOf(root);
        Znode stats = find(statsPath);
        if (stats != null) {
            rewriteData(
                    statsPath,
                    Quota.ofStats(stats.data())
                            .withUsage(countDelta, bytesDelta)
                            .toBytes());
        }
    }

    private void recount(Utf8 root) {
        Znode counted = find(root);
        Quota usage =
                counted == null ? Quota.usage(0, 0) : Quota.usage(counted.descendants() + 1L, counted.subtreeBytes());
        rewriteData(ZnodePath.quotaStatsOf(root), usage.toBytes());
    }

    /** New data and nothing else: no transaction has asked for it, and no stat shows it. */
    private void rewriteData(Utf8 path, Bytes data) {
        if (walk(path)) {
            long before = digestOfLast();
            putDataOfLast(lastToChange(), data, before);
        }
    }

    // The chain. What is called last here is the znode at its end.

    private boolean walk(Utf8 path) {
        return walk(path.array(), ZnodePath.isRoot(path) ? 0 : path.length());
    }

    /** Follows a path from the root; false if it leads nowhere, and then the chain ends where the path left the tree. */
    private boolean walk(byte[] path, int length) {
        depth = sharedDepth(path, length);
        walked = path;
        int at = ends[depth];
        while (at < length) {
            if (path[at] != '/') {
                return false;
            }
            int from = at + 1;
            at = ZnodePath.endOfName(path, from, length);
            long hash = hashing.hash(path, from, at);
            Znode child = childOfLast(hash, path, from, at);
            if (child == null) {
                return false;
            }
            push(child, hash, at);
        }
        return true;
    }

    /** How much of the chain is on this path too. */
    private int sharedDepth(byte[] path, int length) {
        int limit = Math.min(length, ends[depth]);
        int mismatch = Arrays.mismatch(path, 0, limit, walked, 0, limit);
        int shared = mismatch < 0 ? limit : mismatch;
        int kept = depth;
        while (kept > 0 && (ends[kept] > shared || ends[kept] < length && path[ends[kept]] != '/')) {
            kept--;
        }
        return kept;
    }

    private void push(Znode child, long hash, int end) {
        depth++;
        if (depth == chain.length) {
            chain = Arrays.copyOf(chain, 2 * depth);
            ends = Arrays.copyOf(ends, 2 * depth);
            hashes = Arrays.copyOf(hashes, 2 * depth);
        }
        chain[depth] = child;
        hashes[depth] = hash;
        ends[depth] = end;
    }

    private Znode childOfLast(long hash, byte[] path, int from, int to) {
        return chain[depth] instanceof Znode.Inner parent
                ? (Znode) Trie.find(parent.children, hash, path, from, to)
                : null;
    }

    /** The last znode, to have children and be changed; {@link #replaceLast} puts it in its place. */
    private Znode.Inner lastAsParent() {
        return chain[depth] instanceof Znode.Inner inner
                ? inner.editable(edit)
                : Znode.Inner.of(chain[depth], contentCrc(walked, ends[depth], chain[depth]), edit);
    }

    /** The last znode, to be changed; {@link #replaceLast} puts it in its place. */
    private Znode lastToChange() {
        return chain[depth] instanceof Znode.Inner inner ? inner.editable(edit) : chain[depth].copy();
    }

    /** Puts a changed znode in the place of the last one, and carries the change up to the root. */
    private void replaceLast(Znode changed, int countDelta, long bytesDelta) {
        Znode below = changed;
        for (int i = depth; i > 0; i--) {
            Znode before = chain[i];
            if (before == below && countDelta == 0 && bytesDelta == 0) {
                return;
            }
            chain[i] = below;
            Znode.Inner parent = ((Znode.Inner) chain[i - 1]).editable(edit);
            parent.descendants += countDelta;
            parent.subtreeBytes += bytesDelta;
            if (before != below) {
                parent.children =
                        Trie.with(parent.children, hashing, hashes[i], below, walked, ends[i - 1] + 1, ends[i], edit);
            }
            below = parent;
        }
        chain[0] = below;
    }

    /** Gives the last znode, already changed into {@code parent}, a child, and goes down to the child. */
    private void append(Znode.Inner parent, Znode child, long hash, byte[] path, int nameFrom, int nameTo) {
        parent.children = Trie.with(parent.children, hashing, hash, child, path, nameFrom, nameTo, edit);
        parent.childCount++;
        parent.childNameBytes += nameTo - nameFrom;
        parent.descendants++;
        parent.subtreeBytes += child.dataLength();
        replaceLast(parent, 1, child.dataLength());
        walked = path;
        push(child, hash, nameTo);
    }

    private void putDataOfLast(Znode znode, Bytes data, long digestBefore) {
        long lengthBefore = znode.dataLength();
        znode.putData(data);
        long growth = znode.dataLength() - lengthBefore;
        if (znode instanceof Znode.Inner inner) {
            inner.subtreeBytes += growth;
            inner.contentCrc = contentCrc(walked, ends[depth], inner);
        }
        digest += digestOf(znode) - digestBefore;
        replaceLast(znode, 0, growth);
    }

    private void setAclOfExisting(Utf8 path, List<Acl> acl) {
        walk(path);
        Znode znode = lastToChange();
        changeAcl(znode, acl);
        replaceLast(znode, 0, 0);
    }

    private void changeAcl(Znode znode, List<Acl> acl) {
        List<Acl> before = znode.acl;
        znode.acl = use(acl);
        release(before);
    }

    // The digest.

    private long digestOfLast() {
        Znode last = chain[depth];
        return digestAt(ends[depth], last);
    }

    /** Of the last znode after a change, or of its child when the chain is at the parent no more. */
    private long digestOf(Znode znode) {
        return digestAt(ends[depth], znode);
    }

    private long digestAt(int pathLength, Znode znode) {
        if (ZnodePath.isBelowZookeeper(walked, pathLength)) {
            return 0;
        }
        int contentCrc = znode instanceof Znode.Inner inner ? inner.contentCrc : contentCrc(walked, pathLength, znode);
        return nodeDigest.of(contentCrc, znode);
    }

    private int contentCrc(byte[] path, int pathLength, Znode znode) {
        return nodeDigest.contentCrc(path, pathLength, znode);
    }

    // The indexes beside the tree.

    private Session owner(long id) {
        byte[] key = Session.key(id);
        Session session = (Session) Trie.find(sessions, hashing.hash(key, 0, key.length), key, 0, key.length);
        return session == null ? Session.unknown(id) : session;
    }

    private void put(Session session) {
        byte[] key = Session.key(session.id());
        long hash = hashing.hash(key, 0, key.length);
        if (!session.isOver()) {
            sessions = Trie.with(sessions, hashing, hash, session, key, 0, key.length, edit);
        } else if (Trie.find(sessions, hash, key, 0, key.length) != null) {
            sessions = Trie.without(sessions, hashing, hash, key, 0, key.length, edit);
        }
    }

    private void register(long owner, byte[] path) {
        if (EphemeralOwner.isSession(owner)) {
            ephemeralCount++;
            put(owner(owner).withEphemeral(hashing, path, edit));
        } else if (owner != EphemeralOwner.NONE) {
            expirables = IndexedPath.add(expirables, hashing, path, edit);
        }
    }

    /** Takes a deleted znode out of the indexes and the digest. */
    private void forget(byte[] path, Znode znode) {
        if (!ZnodePath.isBelowZookeeper(path, path.length)) {
            int contentCrc =
                    znode instanceof Znode.Inner inner ? inner.contentCrc : contentCrc(path, path.length, znode);
            digest -= nodeDigest.of(contentCrc, znode);
        }
        release(znode.acl);
        long owner = znode.owner();
        if (EphemeralOwner.isSession(owner)) {
            ephemeralCount--;
            put(owner(owner).withoutEphemeral(hashing, path, edit));
        } else if (owner != EphemeralOwner.NONE) {
            expirables = IndexedPath.remove(expirables, hashing, path, edit);
        }
    }

    private List<Acl> use(List<Acl> acl) {
        if (acl == null || acl == Acl.OPEN || acl.equals(Acl.OPEN)) {
            return Acl.OPEN;
        }
        byte[] key = AclUse.key(acl);
        long hash = hashing.hash(key, 0, key.length);
        AclUse present = (AclUse) Trie.find(acls, hash, key, 0, key.length);
        AclUse use = present == null
                ? new AclUse(key, List.copyOf(acl), 1)
                : new AclUse(key, present.acl, present.znodes + 1);
        acls = Trie.with(acls, hashing, hash, use, key, 0, key.length, edit);
        return use.acl;
    }

    private void release(List<Acl> acl) {
        if (acl == Acl.OPEN) {
            return;
        }
        byte[] key = AclUse.key(acl);
        long hash = hashing.hash(key, 0, key.length);
        AclUse use = (AclUse) Trie.find(acls, hash, key, 0, key.length);
        acls = use.znodes == 1
                ? Trie.without(acls, hashing, hash, key, 0, key.length, edit)
                : Trie.with(acls, hashing, hash, new AclUse(key, use.acl, use.znodes - 1), key, 0, key.length, edit);
    }

    private void report(Anomaly.Kind kind, Utf8 path) {
        if (anomalies.isEmpty()) {
            anomalies = new ArrayList<>();
        }
        anomalies.add(new Anomaly(kind, path));
    }
}
