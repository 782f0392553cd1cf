package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Session;
import dev.paddock.datatree.State;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.GetEphemeralsRequest;
import dev.paddock.wire.proto.GetEphemeralsResponse;
import dev.paddock.wire.proto.Response;
import java.util.ArrayList;
import java.util.List;

/** The ephemerals of the caller's session whose paths begin with a text, which may end within a name. */
final class GetEphemerals implements Query<GetEphemeralsRequest> {
    @Override
    public Response answer(State state, GetEphemeralsRequest request, Caller caller) {
        Utf8 prefix = request.prefix();
        List<Utf8> paths = new ArrayList<>();
        Session session = state.session(caller.sessionId());
        if (session != null) {
            boolean wantsAll = prefix == null || isBlankOrRoot(prefix);
            session.forEachEphemeral(path -> {
                if (wantsAll || path.startsWith(prefix)) {
                    paths.add(path);
                }
            });
        }
        return new GetEphemeralsResponse(paths);
    }

    private static boolean isBlankOrRoot(Utf8 prefix) {
        String trimmed = prefix.toString().trim();
        return trimmed.isEmpty() || trimmed.equals("/");
    }
}
