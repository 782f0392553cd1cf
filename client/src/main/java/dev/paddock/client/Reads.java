package dev.paddock.client;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Several reads of the same moment, in one request. Not for several threads; watches cannot be set. */
public final class Reads {
    private final AsyncClient async;
    private final AsyncClient direct;
    private final List<Request> operations = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    /** @param direct what the waiting form goes through */
    Reads(AsyncClient async, AsyncClient direct) {
        this.async = async;
        this.direct = direct;
    }

    public Reads getData(String path) {
        return add(path, new GetDataRequest(async.full(path), false));
    }

    public Reads getChildren(String path) {
        return add(path, new GetChildrenRequest(OpCode.GET_CHILDREN, async.full(path), false));
    }

    private Reads add(String path, Request operation) {
        paths.add(path);
        operations.add(operation);
        return this;
    }

    /** Reads, and waits: a result for each, in order. */
    public List<ReadResult> run() throws InterruptedException {
        return Sync.await(direct.multiRead(List.copyOf(operations), List.copyOf(paths)));
    }

    /** Reads, without waiting. */
    public CompletableFuture<List<ReadResult>> runAsync() {
        return async.multiRead(List.copyOf(operations), List.copyOf(paths));
    }
}
