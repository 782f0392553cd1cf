package dev.paddock.server.core;

import dev.paddock.datatree.State;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;

/**
 * The reads that are about one znode, and that nearly all requests are: getData, exists, getChildren. The core finds the
 * znode, or an event loop by itself, and what is sent of it is written by the loop from the znode, which never changes.
 *
 * <p>The rules are those of {@code datatree.op}, told once more without a request or a reply as an object.
 */
public final class PlainReads {
    private final AclRules acls;

    public PlainReads(AclRules acls) {
        this.acls = acls;
    }

    /** Whether this is one of them; otherwise {@code Operations} answers. */
    public static boolean includes(OpCode op) {
        return op == OpCode.GET_DATA || op == OpCode.EXISTS || op == OpCode.GET_CHILDREN || op == OpCode.GET_CHILDREN2;
    }

    /** Why the znode that was found at a path, or null, is not shown to this connection; or OK. */
    public ErrorCode judge(OpCode op, Znode znode, byte[] path, int from, int to, Identities identities) {
        if (znode == null) {
            return op == OpCode.EXISTS && hasNul(path, from, to) ? ErrorCode.BAD_ARGUMENTS : ErrorCode.NO_NODE;
        }
        return acls.isOpen(znode.acl())
                        || acls.isPermitted(znode.acl(), Permission.READ, identities, Utf8.copyOf(path, from, to))
                ? ErrorCode.OK
                : ErrorCode.NO_AUTH;
    }

    /** The same for a path that may be null. */
    ErrorCode judge(OpCode op, State state, Utf8 path, Identities identities) {
        return path == null
                ? ErrorCode.MARSHALLING_ERROR
                : judge(op, state.find(path), path.array(), 0, path.length(), identities);
    }

    /** The only read that looks at its path: with a NUL in it the answer is not that there is no such znode. */
    private static boolean hasNul(byte[] path, int from, int to) {
        for (int i = from; i < to; i++) {
            if (path[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
