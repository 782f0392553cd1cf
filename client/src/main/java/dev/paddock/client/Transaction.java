package dev.paddock.client;

import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetDataRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Several changes of which all are done at once, or none. Not for several threads.
 *
 * <pre>{@code
 * client.transaction()
 *         .check("/lock", 3)
 *         .setData("/config", data)
 *         .create("/log/entry-", entry, CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL))
 *         .commit();
 * }</pre>
 */
public final class Transaction {
    private final AsyncClient async;
    private final AsyncClient direct;

    /** Each in the words of the protocol, with full paths. */
    private final List<Request> operations = new ArrayList<>();

    private final List<String> paths = new ArrayList<>();

    /** @param direct what the waiting form goes through */
    Transaction(AsyncClient async, AsyncClient direct) {
        this.async = async;
        this.direct = direct;
    }

    public Transaction create(String path, byte[] data) {
        return create(path, data, CreateOptions.DEFAULT);
    }

    /** Missing parents are not created: each has to be an operation of its own. */
    public Transaction create(String path, byte[] data, CreateOptions options) {
        if (options.parents()) {
            throw new IllegalArgumentException("a transaction does not create parents; add them as operations before");
        }
        return add(path, async.createRequest(path, data, options));
    }

    public Transaction delete(String path) {
        return delete(path, AsyncClient.ANY_VERSION);
    }

    public Transaction delete(String path, int version) {
        return add(path, new DeleteRequest(async.full(path), ExpectedVersion.ofWire(version)));
    }

    public Transaction setData(String path, byte[] data) {
        return setData(path, data, AsyncClient.ANY_VERSION);
    }

    public Transaction setData(String path, byte[] data, int version) {
        return add(
                path, new SetDataRequest(async.full(path), AsyncClient.bytes(data), ExpectedVersion.ofWire(version)));
    }

    /** The znode is there, whatever its version. */
    public Transaction check(String path) {
        return check(path, AsyncClient.ANY_VERSION);
    }

    /** The znode is there and has this version; nothing is changed. */
    public Transaction check(String path, int version) {
        return add(path, new CheckRequest(async.full(path), ExpectedVersion.ofWire(version)));
    }

    private Transaction add(String path, Request operation) {
        paths.add(path);
        operations.add(operation);
        return this;
    }

    /**
     * Does it, and waits.
     *
     * @return a result for each operation, in order
     * @throws TransactionFailedException if one was refused, and so all were
     */
    public List<TransactionResult> commit() throws InterruptedException {
        return Sync.await(direct.multi(List.copyOf(operations), List.copyOf(paths)));
    }

    /** Does it, without waiting. */
    public CompletableFuture<List<TransactionResult>> commitAsync() {
        return async.multi(List.copyOf(operations), List.copyOf(paths));
    }
}
