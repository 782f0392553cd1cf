package dev.paddock.datatree.acl;

import dev.paddock.wire.Id;
import java.util.List;
import java.util.Set;

/**
 * Who becomes what after an exchange of SASL tokens. This holds whether or not ACLs of the scheme are provided for.
 *
 * @param superUsers authorization ids that pass every ACL
 */
public record SaslUsers(Set<String> superUsers) {
    public SaslUsers {
        superUsers = Set.copyOf(superUsers);
    }

    public List<Id> idsOf(String authorizationId) {
        Id id = new Id(SaslAuthProvider.SCHEME, authorizationId);
        return superUsers.contains(authorizationId) ? List.of(id, new Id(Identities.SUPER, "")) : List.of(id);
    }
}
