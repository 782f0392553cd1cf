package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.State;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.proto.GetAclRequest;
import dev.paddock.wire.proto.GetAclResponse;
import dev.paddock.wire.proto.Response;

/** The permissions of a znode. Who may read it sees who has them, but no hashes. */
final class GetAcl implements Query<GetAclRequest> {
    private final AclRules acls;

    GetAcl(AclRules acls) {
        this.acls = acls;
    }

    @Override
    public Response answer(State state, GetAclRequest request, Caller caller) throws Refused {
        Checks.requirePath(request.path());
        Znode znode = Checks.requireZnode(state, request.path());
        Refused.when(!acls.maySee(znode.acl(), caller.identities(), request.path()), ErrorCode.NO_AUTH);
        return new GetAclResponse(acls.shown(znode.acl(), caller.identities(), request.path()), znode.stat());
    }
}
