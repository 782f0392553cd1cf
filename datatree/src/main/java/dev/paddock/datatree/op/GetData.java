package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.State;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.GetDataResponse;
import dev.paddock.wire.proto.Response;

/** The data of a znode. */
final class GetData implements Query<GetDataRequest> {
    private final AclRules acls;

    GetData(AclRules acls) {
        this.acls = acls;
    }

    @Override
    public Response answer(State state, GetDataRequest request, Caller caller) throws Refused {
        Znode znode = Checks.requireReadable(state, request.path(), caller, acls);
        return new GetDataResponse(znode.data(), znode.stat());
    }
}
