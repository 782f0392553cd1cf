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
 */
public final class TreeEdit implements Tree {
    /** As it was when this began, or was last built. */
    private State before;

    private final Chain chain;
    private final Indexes indexes;
    private final boolean isForMany;
    private List<Anomaly> anomalies = List.of();

    private TreeEdit(State before, Object edit) {
        this.before = before;
        this.chain = new Chain(before, edit);
        this.indexes = new Indexes(before, edit);
        this.isForMany = edit != null;
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
        if (isForMany) {
            Object edit = new Object();
            chain.renew(edit);
            indexes.renew(edit);
        }
        before = new State(
                before.hashing,
                chain.root(),
                lastZxid,
                chain.digest(),
                indexes.sessions(),
                indexes.sessionCount(),
                indexes.ephemeralCount(),
                indexes.acls(),
                indexes.expirables(),
                indexes.quotaCount());
        return before;
    }

    /** Whether there are limits somewhere. */
    public boolean hasQuotas() {
        return indexes.quotaCount() > 0;
    }

    /** What did not fit; in a long replay to be cleared now and then. */
    public List<Anomaly> anomalies() {
        return anomalies;
    }

    public void clearAnomalies() {
        anomalies = List.of();
    }

    /** The digest of the tree as it is now. */
    public long digest() {
        return chain.digest();
    }

    @Override
    public Znode find(Utf8 path) {
        return chain.walk(path) ? chain.last() : null;
    }

    @Override
    public Session session(long id) {
        Session session = indexes.owner(id);
        return session.isKnown() ? session : null;
    }

    @Override
    public State before() {
        return before;
    }

    /** The new znode, or null if it exists already or has no parent. */
    public Znode create(Utf8 path, Bytes data, List<Acl> acl, long owner, int parentCversion, long zxid, long time) {
        byte[] bytes = path.array();
        int nameFrom = ZnodePath.nameStart(path);
        if (!goToParent(bytes, nameFrom)) {
            report(Anomaly.Kind.NO_PARENT, path);
            return null;
        }
        long hash = before.hashing.hash(bytes, nameFrom, bytes.length);
        boolean exists = chain.child(hash, bytes, nameFrom, bytes.length) != null;
        Znode.Inner parent = chain.lastAsParent();
        countCreation(parent, parentCversion, zxid);
        if (exists) {
            chain.putBack(parent);
            setAclOfExisting(path, acl);
            report(Anomaly.Kind.NODE_EXISTS, path);
            return null;
        }
        Znode child = Znode.leaf(owner);
        child.czxid = zxid;
        child.mzxid = zxid;
        child.ctime = time;
        child.mtime = time;
        child.acl = indexes.use(acl);
        child.putNameAndData(bytes, nameFrom, bytes.length, data);
        chain.putBackWith(parent, child, hash, bytes, nameFrom, bytes.length);
        indexes.register(owner, path);
        charge(path, 1, child.dataLength());
        if (!ZnodePath.isQuotaStats(path)) {
            return child;
        }
        recount(ZnodePath.quotaRoot(path));
        return find(path);
    }

    /** A counter is never lowered: over a snapshot from a later time it is ahead of the log. */
    private static void countCreation(Znode.Inner parent, int parentCversion, long zxid) {
        int creations = parentCversion == CreateTxn.COUNT_ON ? parent.creations + 1 : parentCversion;
        if (creations > parent.creations) {
            parent.creations = creations;
            parent.pzxid = zxid;
        }
    }

    /** The znode that went, or null if there was none. */
    public Znode delete(Utf8 path, long zxid) {
        byte[] bytes = path.array();
        int nameFrom = ZnodePath.nameStart(path);
        if (!goToParent(bytes, nameFrom)) {
            report(Anomaly.Kind.NO_PARENT, path);
            return null;
        }
        long hash = before.hashing.hash(bytes, nameFrom, bytes.length);
        Znode child = chain.child(hash, bytes, nameFrom, bytes.length);
        Znode.Inner parent = chain.lastAsParent();
        parent.pzxid = Math.max(parent.pzxid, zxid);
        if (child == null) {
            chain.putBack(parent);
            report(Anomaly.Kind.NO_NODE, path);
            return null;
        }
        chain.putBackWithout(parent, child, hash, bytes, nameFrom, bytes.length);
        forget(bytes, child);
        if (child.childCount() > 0) {
            report(Anomaly.Kind.NOT_EMPTY, path);
            forgetBelow(bytes, child);
        }
        charge(path, -1 - child.descendants(), -child.subtreeBytes());
        return child;
    }

    /** The path before the slash that the name comes after; without a slash there is no parent. */
    private boolean goToParent(byte[] path, int nameFrom) {
        return nameFrom > 0 && chain.walk(path, nameFrom - 1);
    }

    private void forget(byte[] path, Znode gone) {
        chain.forget(path, gone);
        indexes.forget(path, gone);
    }

    private void forgetBelow(byte[] path, Znode gone) {
        TreeWalk.from(path, gone, (below, length, znode) -> {
            if (length > path.length) {
                forget(Arrays.copyOf(below, length), znode);
            }
        });
    }

    /** The znode with its new data, or null if there is none of this path. */
    public Znode setData(Utf8 path, Bytes data, int version, long zxid, long time) {
        if (!chain.walk(path)) {
            report(Anomaly.Kind.NO_NODE, path);
            return null;
        }
        Znode znode = chain.lastToChange();
        znode.version = version;
        znode.mzxid = zxid;
        znode.mtime = time;
        charge(path, 0, putData(znode, data));
        return ZnodePath.isQuotaStats(path) ? find(path) : znode;
    }

    /** Gives the last znode of the chain its data; returns by how much that made it longer. */
    private int putData(Znode last, Bytes data) {
        int lengthBefore = last.dataLength();
        last.putData(data);
        int growth = last.dataLength() - lengthBefore;
        chain.putBackWithData(last, growth);
        return growth;
    }

    /** The znode with its new permissions, or null if there is none of this path. */
    public Znode setAcl(Utf8 path, List<Acl> acl, int aversion) {
        if (!chain.walk(path)) {
            report(Anomaly.Kind.NO_NODE, path);
            return null;
        }
        Znode znode = chain.lastToChange();
        znode.aversion = aversion;
        changeAcl(znode, acl);
        chain.putBack(znode);
        return znode;
    }

    private void setAclOfExisting(Utf8 path, List<Acl> acl) {
        chain.walk(path);
        Znode znode = chain.lastToChange();
        changeAcl(znode, acl);
        chain.putBack(znode);
    }

    private void changeAcl(Znode znode, List<Acl> acl) {
        List<Acl> released = znode.acl;
        znode.acl = indexes.use(acl);
        indexes.release(released);
    }

    public void createSession(long id, int timeoutMillis) {
        indexes.open(id, timeoutMillis);
    }

    /** Takes the session from the table; its ephemerals are for the caller to delete. */
    public void removeSession(long id) {
        indexes.close(id);
    }

    /** What the session owns now. */
    public List<Utf8> ephemerals(long sessionId) {
        List<Utf8> paths = new ArrayList<>();
        indexes.owner(sessionId).forEachEphemeral(paths::add);
        return paths;
    }

    /** The ephemerals of sessions that there are not. What has children is no ephemeral, whoever marked it as one. */
    public List<Utf8> orphans() {
        List<Utf8> orphans = indexes.orphans();
        orphans.removeIf(path -> find(path).childCount() > 0);
        return orphans;
    }

    /** A znode of a snapshot, which says everything about it; false if its parent has not come yet or it comes twice. */
    public boolean load(LoadedZnode loaded) {
        byte[] bytes = loaded.path.array();
        if (bytes.length == 0) {
            return loadRoot(loaded);
        }
        int nameFrom = ZnodePath.nameStart(loaded.path);
        if (!goToParent(bytes, nameFrom)) {
            return false;
        }
        long hash = before.hashing.hash(bytes, nameFrom, bytes.length);
        if (chain.child(hash, bytes, nameFrom, bytes.length) != null) {
            return false;
        }
        chain.adopt(made(loaded, nameFrom), hash, bytes, nameFrom, bytes.length);
        indexes.register(loaded.owner, loaded.path);
        return true;
    }

    /** The root comes first. */
    private boolean loadRoot(LoadedZnode loaded) {
        if (chain.root().childCount() > 0) {
            return false;
        }
        indexes.release(chain.root().acl);
        chain.replaceRoot(made(loaded, 0));
        return true;
    }

    private Znode made(LoadedZnode loaded, int nameFrom) {
        Znode znode = Znode.leaf(loaded.owner);
        znode.czxid = loaded.czxid;
        znode.mzxid = loaded.mzxid;
        znode.ctime = loaded.ctime;
        znode.mtime = loaded.mtime;
        znode.version = loaded.version;
        znode.aversion = loaded.aversion;
        znode.acl = indexes.use(loaded.acl);
        byte[] path = loaded.path.array();
        znode.putNameAndData(path, nameFrom, path.length, loaded.source, loaded.dataFrom, loaded.dataLength);
        if (loaded.creations == 0 && loaded.pzxid == loaded.czxid) {
            return znode;
        }
        Znode.Inner parent = chain.asParent(znode, path, path.length);
        parent.creations = loaded.creations;
        parent.pzxid = loaded.pzxid;
        return parent;
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
        Utf8 root = indexes.quotaCount() == 0 ? null : Quotas.deepestRoot(chain.root(), before.hashing, path);
        if (root == null) {
            return;
        }
        Utf8 statsPath = ZnodePath.quotaStatsOf(root);
        Znode stats = find(statsPath);
        if (stats != null) {
            Quota usage = Quota.ofStats(stats.data()).withUsage(countDelta, bytesDelta);
            rewriteData(statsPath, usage.toBytes());
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
        if (chain.walk(path)) {
            putData(chain.lastToChange(), data);
        }
    }

    private void report(Anomaly.Kind kind, Utf8 path) {
        if (anomalies.isEmpty()) {
            anomalies = new ArrayList<>();
        }
        anomalies.add(new Anomaly(kind, path));
    }
}
