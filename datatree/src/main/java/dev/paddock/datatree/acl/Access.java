package dev.paddock.datatree.acl;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;
import java.util.List;

/**
 * What is asked for when an ACL is evaluated.
 *
 * @param path of the znode that the request is about: when a child is created or deleted that is the child, although the
 *     ACL is its parent's
 * @param permissions bits of {@link Permission}, of which one is enough
 * @param aclToSet the new ACL where the request sets one, else empty
 */
public record Access(Utf8 path, int permissions, List<Acl> aclToSet) {}
