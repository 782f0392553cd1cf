package dev.paddock.datatree.store;

import dev.paddock.datatree.Session;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeWalk;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.store.SnapshotTrailer.TreeDigest;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.TxnDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A state as what a snapshot holds. It is exact: all of it is as it was at one zxid, however long the writing takes. */
public final class StateSnapshot implements SnapshotContent {
    /** Stands for the open ACL, which is not listed. */
    private static final long OPEN_ACL = -1;

    private static final byte[] ROOT = new byte[0];

    private final State state;

    /** By identity, since znodes with equal ACLs have the same object. */
    private final Map<List<Acl>, Long> aclIds = new IdentityHashMap<>();

    public StateSnapshot(State state) {
        this.state = state;
    }

    @Override
    public SnapshotTrailer writeTo(SnapshotWriter out) throws IOException {
        writeSessions(out);
        writeAcls(out);
        TreeWalk.from(ROOT, state.root(), (path, length, znode) -> writeZnode(out, path, length, znode));
        Zxid zxid = state.lastZxid();
        // Without a transaction there is nothing that a digest could be compared with, and the format has a 0 for that.
        long digest = zxid.equals(Zxid.ZERO) ? 0 : state.digest();
        return new SnapshotTrailer(
                Optional.of(new TreeDigest(zxid, new TxnDigest(TxnDigest.VERSION, digest))), Optional.of(zxid));
    }

    private void writeSessions(SnapshotWriter out) throws IOException {
        List<Session> sessions = new ArrayList<>(state.sessionCount());
        state.forEachSession(sessions::add);
        out.sessions(sessions.size());
        for (Session session : sessions) {
            out.session(session.id(), session.timeoutMillis());
        }
    }

    private void writeAcls(SnapshotWriter out) throws IOException {
        List<List<Acl>> acls = new ArrayList<>();
        state.forEachAcl(acls::add);
        out.acls(acls.size());
        long id = 0;
        for (List<Acl> acl : acls) {
            id++;
            aclIds.put(acl, id);
            out.acl(id, acl);
        }
    }

    private void writeZnode(SnapshotWriter out, byte[] path, int length, Znode znode) throws IOException {
        long aclId = znode.acl() == Acl.OPEN ? OPEN_ACL : aclIds.get(znode.acl());
        int dataLength = znode.hasNullData() ? -1 : znode.dataLength();
        out.node(path, 0, length, znode.content(), znode.nameLength(), dataLength, aclId)
                .stat(
                        znode.czxid(),
                        znode.mzxid(),
                        znode.ctime(),
                        znode.mtime(),
                        znode.version(),
                        znode.creations(),
                        znode.aversion(),
                        znode.owner(),
                        znode.pzxid());
    }
}
