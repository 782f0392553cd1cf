package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.State;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.proto.GetAllChildrenNumberRequest;
import dev.paddock.wire.proto.GetAllChildrenNumberResponse;
import dev.paddock.wire.proto.Response;

/** How many znodes are below one, at any depth. Whether the caller may read them does not matter. */
final class GetAllChildrenNumber implements Query<GetAllChildrenNumberRequest> {
    private final AclRules acls;

    GetAllChildrenNumber(AclRules acls) {
        this.acls = acls;
    }

    @Override
    public Response answer(State state, GetAllChildrenNumberRequest request, Caller caller) throws Refused {
        Znode znode = Checks.requireReadable(state, request.path(), caller, acls);
        // The empty path is the root for all reads, but this one then counts the root itself.
        int itself = request.path().isEmpty() ? 1 : 0;
        return new GetAllChildrenNumberResponse(znode.descendants() + itself);
    }
}
