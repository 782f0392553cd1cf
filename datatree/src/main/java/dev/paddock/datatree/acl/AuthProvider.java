package dev.paddock.datatree.acl;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.util.List;

/**
 * One way for clients to say who they are, and for ACLs to name them. Open to users, whose providers may take the place of
 * the built-in ones. Many threads ask at once, and no answer may take long: requests wait for it.
 */
public interface AuthProvider {
    /** The first part of the ids that this provider knows: {@code digest}, {@code ip}. */
    String scheme();

    /**
     * Checks credentials that a client sent for this scheme.
     *
     * @param data as it came, possibly null
     * @return the ids that the connection gets; an id of the scheme {@code super} passes every ACL
     */
    List<Id> authenticate(Connection connection, Bytes data) throws AuthenticationRefused;

    /** Whether an entry of an ACL with this id of the scheme is about a connection's id of the scheme. */
    boolean matches(String id, String aclId);

    /** The same for providers that look at what is asked for, too. */
    default boolean matches(String id, String aclId, Access access) {
        return matches(id, aclId);
    }

    /** Whether ids of this scheme prove who somebody is: the scheme {@code auth} in an ACL stands for all that do. */
    boolean isAuthenticating();

    /** Whether an entry of an ACL may have this id. */
    boolean isValid(String id);

    /** What of an id a client may be shown as its name. */
    default String userName(String id) {
        return id;
    }
}
