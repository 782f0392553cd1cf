package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.State;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.ZnodePath;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;

/** The checks that several operations have in common. */
final class Checks {
    private Checks() {}

    /** The session of a request may have ended, or be about to, by the time that its turn comes. */
    static void requireSession(Tree tree, Context context) throws Refused {
        Refused.when(tree.session(context.caller().sessionId()) == null, ErrorCode.SESSION_EXPIRED);
    }

    /** Of a path that is only looked up: that there is one. */
    static void requirePath(Utf8 path) throws Refused {
        Refused.when(path == null, ErrorCode.MARSHALLING_ERROR);
    }

    /** Of a path whose parent is asked for first: that there is something to cut off. */
    static void requireParentPath(Utf8 path) throws Refused {
        requirePath(path);
        Refused.when(!ZnodePath.hasParent(path), ErrorCode.BAD_ARGUMENTS);
    }

    static void requireValid(Utf8 path) throws Refused {
        Refused.when(path == null || !ZnodePath.isValid(path), ErrorCode.BAD_ARGUMENTS);
    }

    static Znode requireZnode(Tree tree, Utf8 path) throws Refused {
        Znode znode = tree.find(path);
        Refused.when(znode == null, ErrorCode.NO_NODE);
        return znode;
    }

    /** The znode of a read, which the caller may read. */
    static Znode requireReadable(State state, Utf8 path, Caller caller, AclRules acls) throws Refused {
        requirePath(path);
        Znode znode = requireZnode(state, path);
        Refused.when(!acls.isPermitted(znode.acl(), Permission.READ, caller.identities(), path), ErrorCode.NO_AUTH);
        return znode;
    }
}
