package dev.paddock.datatree.acl;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.util.List;

/**
 * {@code sasl}: ids that look like Kerberos principals. They are won in the exchange of SASL tokens, never by an auth packet;
 * here is only what an ACL may say of them.
 */
public final class SaslAuthProvider implements AuthProvider {
    static final String SCHEME = "sasl";

    private final String openToAll;

    /** @param openToAll an id that, named in an ACL, stands for every user of SASL ({@code letAnySaslUserDoX}), or null */
    public SaslAuthProvider(String openToAll) {
        this.openToAll = openToAll;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public List<Id> authenticate(Connection connection, Bytes data) throws AuthenticationRefused {
        throw new AuthenticationRefused("sasl has packets of its own");
    }

    @Override
    public boolean matches(String id, String aclId) {
        return id.equals(aclId) || id.equals(Identities.SUPER) || aclId.equals(openToAll);
    }

    @Override
    public boolean isAuthenticating() {
        return true;
    }

    /** {@code name[/host]@realm}, any part of it empty; without a realm anything goes. */
    @Override
    public boolean isValid(String id) {
        int realm = id.indexOf('@');
        if (realm < 0) {
            return true;
        }
        boolean oneRealm = id.indexOf('@', realm + 1) < 0 && id.indexOf('/', realm) < 0;
        int host = id.indexOf('/');
        return oneRealm && (host < 0 || id.indexOf('/', host + 1) < 0);
    }
}
