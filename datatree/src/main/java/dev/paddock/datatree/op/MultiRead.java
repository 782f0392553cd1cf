package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.State;
import dev.paddock.wire.proto.MultiReadRequest;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.MultiResult;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.Response;
import java.util.ArrayList;
import java.util.List;

/** Several reads of one and the same state. One that is refused does not bother the others. */
final class MultiRead implements Query<MultiReadRequest> {
    private final Operations operations;

    MultiRead(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Response answer(State state, MultiReadRequest request, Caller caller) {
        List<MultiResult> results = new ArrayList<>(request.operations().size());
        for (Request part : request.operations()) {
            results.add(answerPart(state, part, caller));
        }
        return new MultiResponse(results);
    }

    private MultiResult answerPart(State state, Request part, Caller caller) {
        try {
            return new MultiResult(part.op(), operations.answer(state, part, caller));
        } catch (Refused refused) {
            return MultiResult.ofError(refused.error().code());
        }
    }
}
