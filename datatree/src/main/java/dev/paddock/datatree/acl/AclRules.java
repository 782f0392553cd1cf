package dev.paddock.datatree.acl;

import dev.paddock.datatree.Refused;
import dev.paddock.wire.Acl;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Id;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which ACLs may be stored, whom they let through, and what of them is shown. */
public final class AclRules {
    /**
     * How long an ACL with {@code auth} in it may become. A packet full of such entries, on a connection of many ids, would
     * otherwise make a list as long as their product.
     */
    private static final int MOST_UNFOLDED = 50_000;

    /** A total order instead of a hash: a client chooses these texts, and could choose them to have one hash. */
    private static final Comparator<Acl> BY_CONTENT = Comparator.nullsFirst(Comparator.comparingInt(Acl::permissions)
            .thenComparing(
                    Acl::id,
                    Comparator.nullsFirst(
                            Comparator.comparing(Id::scheme, Comparator.nullsFirst(Comparator.naturalOrder()))
                                    .thenComparing(Id::id, Comparator.nullsFirst(Comparator.naturalOrder())))));

    private final AuthProviders providers;

    /** Whether everything is permitted ({@code skipACL}). What may be stored does not depend on it. */
    private final boolean skipped;

    public AclRules(AuthProviders providers, boolean skipped) {
        this.providers = providers;
        this.skipped = skipped;
    }

    /** The ACL to store when a connection asks for this one: without duplicates, and with ids instead of {@code auth}. */
    public List<Acl> fixUp(List<Acl> asked, Identities identities) throws Refused {
        if (asked == Acl.OPEN) {
            return asked;
        }
        Refused.when(asked == null || asked.isEmpty(), ErrorCode.INVALID_ACL);
        Set<Acl> seen = new TreeSet<>(BY_CONTENT);
        List<Acl> stored = new ArrayList<>(asked.size());
        for (Acl entry : asked) {
            if (seen.add(entry)) {
                fixUp(entry, identities, stored);
            }
        }
        return stored.equals(Acl.OPEN) ? Acl.OPEN : List.copyOf(stored);
    }

    private void fixUp(Acl entry, Identities identities, List<Acl> stored) throws Refused {
        boolean named = entry != null && entry.id() != null && entry.id().scheme() != null;
        Refused.when(!named, ErrorCode.INVALID_ACL);
        Id id = entry.id();
        if (id.scheme().equals(AuthProviders.AUTH)) {
            unfold(entry.permissions(), identities, stored);
            return;
        }
        boolean world = id.scheme().equals(AuthProviders.WORLD);
        Refused.when(!world && !providers.has(id.scheme()), ErrorCode.INVALID_ACL);
        Refused.when(id.id() == null, ErrorCode.MARSHALLING_ERROR);
        Refused.when(world ? !id.equals(Id.ANYONE) : !providers.isValid(id), ErrorCode.INVALID_ACL);
        stored.add(entry);
    }

    /** {@code auth} stands for whoever the connection has proved to be. */
    private void unfold(int permissions, Identities identities, List<Acl> stored) throws Refused {
        int before = stored.size();
        for (Id id : identities.all()) {
            if (providers.isAuthenticating(id.scheme())) {
                stored.add(new Acl(permissions, id));
            }
        }
        Refused.when(stored.size() == before || stored.size() > MOST_UNFOLDED, ErrorCode.INVALID_ACL);
    }

    /** Whether an ACL lets everybody do everything, which can be told without asking who it is. */
    public boolean isOpen(List<Acl> acl) {
        return acl == Acl.OPEN || skipped || acl.isEmpty();
    }

    /** @param path of the znode that the request is about, for providers that care */
    public boolean isPermitted(List<Acl> acl, Permission wanted, Identities identities, Utf8 path) {
        return isPermitted(acl, wanted.bit(), identities, path, List.of());
    }

    /** The same for a request that sets an ACL, of this znode or of a new one. */
    public boolean isPermitted(List<Acl> acl, Permission wanted, Identities identities, Utf8 path, List<Acl> aclToSet) {
        return isPermitted(acl, wanted.bit(), identities, path, aclToSet);
    }

    /** Whether a connection may see this ACL at all; how much of it, {@link #shown} knows. */
    public boolean maySee(List<Acl> acl, Identities identities, Utf8 path) {
        return isPermitted(acl, Permission.READ.bit() | Permission.ADMIN.bit(), identities, path, List.of());
    }

    private boolean isPermitted(List<Acl> acl, int wanted, Identities identities, Utf8 path, List<Acl> aclToSet) {
        if (isOpen(acl) || identities.isSuper()) {
            return true;
        }
        Access access = new Access(path, wanted, aclToSet);
        for (Acl entry : acl) {
            if ((entry.permissions() & wanted) != 0
                    && (entry.id().equals(Id.ANYONE) || providers.matches(identities, entry.id(), access))) {
                return true;
            }
        }
        return false;
    }

    /** An ACL as a connection may see it: only who may change it is shown the hashes in it. */
    public List<Acl> shown(List<Acl> acl, Identities identities, Utf8 path) {
        if (acl == Acl.OPEN || isPermitted(acl, Permission.ADMIN, identities, path)) {
            return acl;
        }
        List<Acl> shown = new ArrayList<>(acl.size());
        for (Acl entry : acl) {
            shown.add(entry.id().scheme().equals(DigestAuthProvider.SCHEME) ? withoutHash(entry) : entry);
        }
        return shown;
    }

    /** What is no user and hash, but stands under this scheme, is hidden as a whole. */
    private static Acl withoutHash(Acl entry) {
        String id = entry.id().id();
        String user = id.substring(0, Math.max(id.indexOf(':'), 0));
        return new Acl(entry.permissions(), new Id(entry.id().scheme(), user + ":x"));
    }

    /** The schemes of a connection, each with the name of the user in it. */
    public List<Id> whoAmI(Identities identities) {
        List<Id> users = new ArrayList<>(identities.all().size());
        for (Id id : identities.all()) {
            boolean isSuper = id.scheme().equals(Identities.SUPER);
            users.add(new Id(id.scheme(), isSuper ? "" : providers.userName(id)));
        }
        return users;
    }
}
