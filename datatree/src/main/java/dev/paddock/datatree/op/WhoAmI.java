package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.State;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.Id;
import dev.paddock.wire.proto.ClientInfo;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.WhoAmIRequest;
import dev.paddock.wire.proto.WhoAmIResponse;
import java.util.ArrayList;
import java.util.List;

/** Who the connection has proven to be. */
final class WhoAmI implements Query<WhoAmIRequest> {
    private final AclRules acls;

    WhoAmI(AclRules acls) {
        this.acls = acls;
    }

    @Override
    public Response answer(State state, WhoAmIRequest request, Caller caller) throws Refused {
        List<ClientInfo> identities = new ArrayList<>();
        for (Id id : acls.whoAmI(caller.identities())) {
            identities.add(new ClientInfo(id.scheme(), id.id()));
        }
        return new WhoAmIResponse(identities);
    }
}
