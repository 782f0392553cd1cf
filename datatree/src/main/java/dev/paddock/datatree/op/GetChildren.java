package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.State;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.GetChildren2Response;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetChildrenResponse;
import dev.paddock.wire.proto.Response;
import java.util.ArrayList;
import java.util.List;

/** The names of a znode's children, in no order: getChildren, and getChildren2 with the stat of the parent. */
final class GetChildren implements Query<GetChildrenRequest> {
    private final AclRules acls;

    GetChildren(AclRules acls) {
        this.acls = acls;
    }

    @Override
    public Response answer(State state, GetChildrenRequest request, Caller caller) throws Refused {
        Znode znode = Checks.requireReadable(state, request.path(), caller, acls);
        List<Utf8> names = new ArrayList<>(znode.childCount());
        znode.forEachChild(child -> names.add(child.name()));
        return request.op() == OpCode.GET_CHILDREN
                ? new GetChildrenResponse(names)
                : new GetChildren2Response(names, znode.stat());
    }
}
