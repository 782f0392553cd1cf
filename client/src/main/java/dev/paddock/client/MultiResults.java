package dev.paddock.client;

import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.Create2Response;
import dev.paddock.wire.proto.CreateResponse;
import dev.paddock.wire.proto.ErrorResponse;
import dev.paddock.wire.proto.GetChildrenResponse;
import dev.paddock.wire.proto.GetDataResponse;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.MultiResult;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.StatResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns what a server says of a multi into results, or into the refusal of the one operation that is to blame. */
final class MultiResults {
    private MultiResults() {}

    static List<TransactionResult> ofTransaction(
            MultiResponse response, List<Request> operations, List<String> paths, Function<Utf8, String> shown) {
        List<MultiResult> results = response.results();
        for (int i = 0; i < results.size(); i++) {
            int err = err(results.get(i));
            if (err != 0 && err != ErrorCode.RUNTIME_INCONSISTENCY.code()) {
                throw new TransactionFailedException(
                        i, RefusedException.of(err, name(operations.get(i).op()), paths.get(i)));
            }
        }
        List<TransactionResult> done = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            done.add(done(results.get(i).response(), paths.get(i), shown));
        }
        return Collections.unmodifiableList(done);
    }

    private static TransactionResult done(Response response, String path, Function<Utf8, String> shown) {
        if (response instanceof Create2Response created) {
            return new TransactionResult(shown.apply(created.path()), Optional.of(created.stat()));
        }
        if (response instanceof CreateResponse created) {
            return new TransactionResult(shown.apply(created.path()), Optional.empty());
        }
        if (response instanceof StatResponse set) {
            return new TransactionResult(path, Optional.of(set.stat()));
        }
        return new TransactionResult(path, Optional.empty());
    }

    private static String name(OpCode op) {
        return switch (op) {
            case DELETE -> "delete";
            case SET_DATA -> "setData";
            case CHECK -> "check";
            default -> "create";
        };
    }

    static List<ReadResult> ofReads(MultiResponse response, List<String> paths) {
        List<MultiResult> results = response.results();
        List<ReadResult> read = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            read.add(read(results.get(i), paths.get(i)));
        }
        return Collections.unmodifiableList(read);
    }

    private static ReadResult read(MultiResult result, String path) {
        if (result.response() instanceof GetDataResponse data) {
            return new ReadResult.OfData(new NodeData(data.data(), data.stat()));
        }
        if (result.response() instanceof GetChildrenResponse children) {
            return new ReadResult.OfChildren(AsyncClient.texts(children.children()));
        }
        return new ReadResult.Failed(RefusedException.of(err(result), "multiRead", path));
    }

    private static int err(MultiResult result) {
        return result.response() instanceof ErrorResponse error ? error.err() : 0;
    }
}
