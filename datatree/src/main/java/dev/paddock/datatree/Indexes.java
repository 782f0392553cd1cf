package dev.paddock.datatree;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.List;

/** What a state knows beside the tree, while it is changed: sessions and what they own, ACLs, and what may expire. */
final class Indexes {
    private final Hashing hashing;

    /** As in {@link Chain}. */
    private Object edit;

    private Object[] sessions;
    private int sessionCount;
    private int ephemeralCount;
    private Object[] acls;
    private Object[] expirables;
    private int quotaCount;

    Indexes(State state, Object edit) {
        this.hashing = state.hashing;
        this.edit = edit;
        this.sessions = state.sessions;
        this.sessionCount = state.sessionCount;
        this.ephemeralCount = state.ephemeralCount;
        this.acls = state.acls;
        this.expirables = state.expirables;
        this.quotaCount = state.quotaCount;
    }

    void renew(Object edit) {
        this.edit = edit;
    }

    Object[] sessions() {
        return sessions;
    }

    int sessionCount() {
        return sessionCount;
    }

    int ephemeralCount() {
        return ephemeralCount;
    }

    Object[] acls() {
        return acls;
    }

    Object[] expirables() {
        return expirables;
    }

    int quotaCount() {
        return quotaCount;
    }

    /** What there is under this id: a session, an owner of ephemerals that is none, or nothing. */
    Session owner(long id) {
        byte[] key = Session.key(id);
        Session session = (Session) Trie.find(sessions, hashing.hash(key, 0, key.length), key, 0, key.length);
        return session == null ? Session.unknown(id) : session;
    }

    void open(long id, int timeoutMillis) {
        Session session = owner(id);
        if (!session.isKnown()) {
            sessionCount++;
        }
        put(session.withTimeout(timeoutMillis));
    }

    void close(long id) {
        Session session = owner(id);
        if (session.isKnown()) {
            sessionCount--;
            put(session.closed());
        }
    }

    /** The paths registered for owners that are no sessions. */
    List<Utf8> orphans() {
        List<Utf8> paths = new ArrayList<>();
        Trie.forEach(sessions, Session.class, session -> {
            if (!session.isKnown()) {
                session.forEachEphemeral(paths::add);
            }
        });
        return paths;
    }

    private void put(Session session) {
        byte[] key = Session.key(session.id());
        long hash = hashing.hash(key, 0, key.length);
        if (!session.isOver()) {
            sessions = Trie.with(sessions, hash, session, edit);
        } else if (Trie.find(sessions, hash, key, 0, key.length) != null) {
            sessions = Trie.without(sessions, hash, key, 0, key.length, edit);
        }
    }

    /** A znode has come, and this is whose it is. */
    void register(long owner, Utf8 znodePath) {
        byte[] path = znodePath.array();
        if (ZnodePath.isQuotaLimits(znodePath)) {
            quotaCount++;
        }
        if (EphemeralOwner.isSession(owner)) {
            ephemeralCount++;
            put(owner(owner).withEphemeral(hashing, path, edit));
        } else if (owner != EphemeralOwner.NONE) {
            expirables = IndexedPath.add(expirables, hashing, path, edit);
        }
    }

    /** A znode has gone. */
    void forget(byte[] path, Znode gone) {
        if (ZnodePath.isQuotaLimits(Utf8.wrap(path))) {
            quotaCount--;
        }
        release(gone.acl);
        long owner = gone.owner();
        if (EphemeralOwner.isSession(owner)) {
            ephemeralCount--;
            put(owner(owner).withoutEphemeral(hashing, path, edit));
        } else if (owner != EphemeralOwner.NONE) {
            expirables = IndexedPath.remove(expirables, hashing, path, edit);
        }
    }

    /** The list to give to a znode that is to have this one: the same object for all that are equal. */
    List<Acl> use(List<Acl> acl) {
        if (acl == null || acl == Acl.OPEN || acl.equals(Acl.OPEN)) {
            return Acl.OPEN;
        }
        byte[] key = AclUse.key(acl);
        long hash = hashing.hash(key, 0, key.length);
        AclUse present = (AclUse) Trie.find(acls, hash, key, 0, key.length);
        AclUse use = present == null
                ? new AclUse(key, List.copyOf(acl), 1)
                : new AclUse(key, present.acl, present.znodes + 1);
        acls = Trie.with(acls, hash, use, edit);
        return use.acl;
    }

    /** A znode has this list no more. */
    void release(List<Acl> acl) {
        if (acl == Acl.OPEN) {
            return;
        }
        byte[] key = AclUse.key(acl);
        long hash = hashing.hash(key, 0, key.length);
        AclUse use = (AclUse) Trie.find(acls, hash, key, 0, key.length);
        acls = use.znodes == 1
                ? Trie.without(acls, hash, key, 0, key.length, edit)
                : Trie.with(acls, hash, new AclUse(key, use.acl, use.znodes - 1), edit);
    }
}
