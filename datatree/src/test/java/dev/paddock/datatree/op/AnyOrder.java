package dev.paddock.datatree.op;

import dev.paddock.datatree.Result;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.GetChildren2Response;
import dev.paddock.wire.proto.GetChildrenResponse;
import dev.paddock.wire.proto.GetEphemeralsResponse;
import java.util.List;

/** Lists of names and paths come in no order that means anything: sorted, they can be compared. */
final class AnyOrder {
    private AnyOrder() {}

    static Result of(Result result) {
        if (result.response() instanceof GetChildrenResponse children) {
            return Result.of(new GetChildrenResponse(sorted(children.children())));
        } else if (result.response() instanceof GetChildren2Response children) {
            return Result.of(new GetChildren2Response(sorted(children.children()), children.stat()));
        } else if (result.response() instanceof GetEphemeralsResponse ephemerals) {
            return Result.of(new GetEphemeralsResponse(sorted(ephemerals.paths())));
        }
        return result;
    }

    private static List<Utf8> sorted(List<Utf8> texts) {
        return texts.stream().sorted().toList();
    }
}
