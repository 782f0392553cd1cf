package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.State;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.StatResponse;

/** Says what there is to say of a znode besides its data. Of one that is not there nobody is refused. */
final class Exists implements Query<ExistsRequest> {
    private final AclRules acls;

    Exists(AclRules acls) {
        this.acls = acls;
    }

    @Override
    public Response answer(State state, ExistsRequest request, Caller caller) throws Refused {
        Checks.requirePath(request.path());
        // The only read that looks at its path: with a NUL in it the answer is not that there is no such znode.
        Refused.when(hasNul(request.path()), ErrorCode.BAD_ARGUMENTS);
        Znode znode = Checks.requireReadable(state, request.path(), caller, acls);
        return new StatResponse(znode.stat());
    }

    private static boolean hasNul(Utf8 path) {
        for (byte each : path.array()) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }
}
