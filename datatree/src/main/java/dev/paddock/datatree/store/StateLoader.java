package dev.paddock.datatree.store;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.LoadedZnode;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Id;
import dev.paddock.wire.Utf8;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a state of what a snapshot holds. */
final class StateLoader implements SnapshotVisitor {
    /**
     * For an id that the snapshot does not explain. ZooKeeper writes the ACLs before the znodes, so a znode may have one
     * that came in between; the log then sets it, and until it does nobody gets in.
     */
    private static final List<Acl> NOBODY = List.of(new Acl(0, Id.ANYONE));

    private final TreeEdit tree;
    private final Map<Long, List<Acl>> acls = new HashMap<>();
    private final LoadedZnode znode = new LoadedZnode();

    StateLoader(Hashing hashing) {
        tree = TreeEdit.ofMany(State.bare(hashing));
        acls.put(-1L, Acl.OPEN);
    }

    /** What has been loaded, for the log to be replayed on; complete when the whole snapshot was shown. */
    TreeEdit tree() {
        tree.recountQuotas();
        return tree;
    }

    @Override
    public void session(long sessionId, int timeoutMillis) {
        tree.createSession(sessionId, timeoutMillis);
    }

    @Override
    public void acl(long aclId, List<Acl> acl) {
        acls.put(aclId, acl);
    }

    @Override
    public void node(SnapshotNode node) throws UnusableSnapshotException {
        znode.path = Utf8.copyOf(node.source(), node.pathFrom(), node.pathTo());
        znode.source = node.source();
        znode.dataFrom = node.dataFrom();
        znode.dataLength = node.dataLength();
        long aclId = node.aclId();
        znode.acl = aclId == -1 ? Acl.OPEN : acls.getOrDefault(aclId, NOBODY);
        znode.czxid = node.czxid();
        znode.mzxid = node.mzxid();
        znode.ctime = node.ctime();
        znode.mtime = node.mtime();
        znode.version = node.version();
        znode.creations = node.cversion();
        znode.aversion = node.aversion();
        znode.owner = node.ephemeralOwner();
        znode.pzxid = node.pzxid();
        if (!tree.load(znode)) {
            throw node.unusable("every znode once and behind its parent; found " + znode.path);
        }
    }
}
