/**
 * Who a connection is, and what it may do.
 *
 * <p>An {@link dev.paddock.datatree.acl.AuthProvider} knows one scheme: it turns credentials into ids, and says which ids an
 * entry of an ACL is about. The built-in ones stand here, users may bring their own, and
 * {@link dev.paddock.datatree.acl.AuthProviders} holds those of a server. A connection's
 * {@link dev.paddock.datatree.acl.Identities} only grow. {@link dev.paddock.datatree.acl.AclRules} decides everything else:
 * which ACLs may be stored, and whom they let through. Start there.
 */
package dev.paddock.datatree.acl;
