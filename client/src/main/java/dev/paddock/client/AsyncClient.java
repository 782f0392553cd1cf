package dev.paddock.client;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.proto.AddWatchRequest;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.Create2Response;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetAclRequest;
import dev.paddock.wire.proto.GetAclResponse;
import dev.paddock.wire.proto.GetAllChildrenNumberRequest;
import dev.paddock.wire.proto.GetChildren2Response;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.GetEphemeralsRequest;
import dev.paddock.wire.proto.GetEphemeralsResponse;
import dev.paddock.wire.proto.MultiReadRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.ReconfigRequest;
import dev.paddock.wire.proto.RemoveWatchesRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.SyncRequest;
import dev.paddock.wire.proto.WhoAmIRequest;
import dev.paddock.wire.proto.WhoAmIResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * The operations without waiting: each returns at once, with a future of the result. Requests are sent in the order in
 * which one thread makes them, and their futures complete in that order on the client's callback executor; so what hangs
 * on a future may take its time without holding up other clients, but it holds up all later futures and events of this one.
 * A future fails with a {@link PaddockException}.
 *
 * <p>Paths are checked at once: a malformed one is an {@link IllegalArgumentException}. Arrays of data are not copied and
 * must not be changed until the future is complete.
 */
public final class AsyncClient {
    static final int ANY_VERSION = -1;

    private final RequestSink sink;
    private final Chroot chroot;

    /** For the form that waits: no callback executor is needed. */
    private final boolean isDirect;

    AsyncClient(RequestSink sink, Chroot chroot, boolean isDirect) {
        this.sink = sink;
        this.chroot = chroot;
        this.isDirect = isDirect;
    }

    /** A lasting znode that is open to everyone. */
    public CompletableFuture<Created> create(String path, byte[] data) {
        return create(path, data, CreateOptions.DEFAULT);
    }

    public CompletableFuture<Created> create(String path, byte[] data, CreateOptions options) {
        CompletableFuture<Created> created = create(path, createRequest(path, data, options));
        return options.parents() ? orWithParents(created, path, data, options) : created;
    }

    private CompletableFuture<Created> create(String path, CreateRequest request) {
        return submit(new Call<>("create", path, request, in -> {
            Create2Response response = (Create2Response) Response.read(request.op(), in);
            return new Created(shown(response.path()), response.stat());
        }));
    }

    /** Most often the parents are there, so they are looked after only when they are not. */
    private CompletableFuture<Created> orWithParents(
            CompletableFuture<Created> first, String path, byte[] data, CreateOptions options) {
        int end = path.lastIndexOf('/');
        if (end <= 0) {
            return first;
        }
        return first.handle((created, failure) -> {
                    if (!(failure instanceof NoNodeException)) {
                        return first;
                    }
                    CreateOptions lasting = CreateOptions.DEFAULT.withParents();
                    return create(path.substring(0, end), null, lasting)
                            .handle((parent, parentFailure) -> parentFailure)
                            .thenCompose(parentFailure -> isUsable(parentFailure)
                                    ? create(path, createRequest(path, data, options))
                                    : CompletableFuture.<Created>failedFuture(unwrapped(parentFailure)));
                })
                .thenCompose(Function.identity());
    }

    /** Somebody else may have been faster. */
    private static boolean isUsable(Throwable failure) {
        return failure == null || unwrapped(failure) instanceof NodeExistsException;
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    /** Whatever its version. */
    public CompletableFuture<Void> delete(String path) {
        return delete(path, ANY_VERSION);
    }

    public CompletableFuture<Void> delete(String path, int version) {
        DeleteRequest request = new DeleteRequest(full(path), ExpectedVersion.ofWire(version));
        return submit(new Call<>("delete", path, request, in -> null));
    }

    /** Empty if there is no such znode. */
    public CompletableFuture<Optional<Stat>> exists(String path) {
        return submit(existsCall(path, false));
    }

    /** The watcher hears of the next creation, deletion or change of data, also if the znode is not there yet. */
    public CompletableFuture<Optional<Stat>> exists(String path, Watcher watcher) {
        return submit(existsCall(path, true).changing(oneTime(path, WatchKind.DATA, watcher)));
    }

    private Call<Optional<Stat>> existsCall(String path, boolean watch) {
        ExistsRequest request = new ExistsRequest(full(path), watch);
        Call<Optional<Stat>> call = new Call<>("exists", path, request, in -> Optional.of(Stat.read(in)));
        return call.orIfMissing(Optional.empty()).idempotent();
    }

    public CompletableFuture<NodeData> getData(String path) {
        return submit(getDataCall(path, false));
    }

    /** The watcher hears of the next change or deletion. It is set only if the znode is there. */
    public CompletableFuture<NodeData> getData(String path, Watcher watcher) {
        return submit(getDataCall(path, true).changing(oneTime(path, WatchKind.DATA, watcher)));
    }

    private Call<NodeData> getDataCall(String path, boolean watch) {
        return new Call<>("getData", path, new GetDataRequest(full(path), watch), AsyncClient::readData).idempotent();
    }

    private static NodeData readData(JuteReader in) {
        return new NodeData(in.readBuffer(), Stat.read(in));
    }

    /** Whatever its version. */
    public CompletableFuture<Stat> setData(String path, byte[] data) {
        return setData(path, data, ANY_VERSION);
    }

    public CompletableFuture<Stat> setData(String path, byte[] data, int version) {
        SetDataRequest request = new SetDataRequest(full(path), bytes(data), ExpectedVersion.ofWire(version));
        return submit(new Call<>("setData", path, request, Stat::read));
    }

    public CompletableFuture<NodeAcl> getAcl(String path) {
        Call<NodeAcl> call = new Call<>("getAcl", path, new GetAclRequest(full(path)), in -> {
            GetAclResponse response = (GetAclResponse) Response.read(OpCode.GET_ACL, in);
            return new NodeAcl(response.acl(), response.stat());
        });
        return submit(call.idempotent());
    }

    /** Whatever the version of its ACL. */
    public CompletableFuture<Stat> setAcl(String path, List<Acl> acl) {
        return setAcl(path, acl, ANY_VERSION);
    }

    /** @param version of the ACL, not of the data: {@code aversion} of the stat */
    public CompletableFuture<Stat> setAcl(String path, List<Acl> acl, int version) {
        SetAclRequest request = new SetAclRequest(full(path), List.copyOf(acl), ExpectedVersion.ofWire(version));
        return submit(new Call<>("setAcl", path, request, Stat::read));
    }

    public CompletableFuture<Children> getChildren(String path) {
        return submit(getChildrenCall(path, false));
    }

    /** The watcher hears when the next child comes or goes, or the znode itself goes. */
    public CompletableFuture<Children> getChildren(String path, Watcher watcher) {
        return submit(getChildrenCall(path, true).changing(oneTime(path, WatchKind.CHILDREN, watcher)));
    }

    private Call<Children> getChildrenCall(String path, boolean watch) {
        GetChildrenRequest request = new GetChildrenRequest(OpCode.GET_CHILDREN2, full(path), watch);
        return new Call<>("getChildren", path, request, in -> {
                    GetChildren2Response response = (GetChildren2Response) Response.read(request.op(), in);
                    return new Children(texts(response.children()), response.stat());
                })
                .idempotent();
    }

    /** How many znodes are below this one, at any depth. */
    public CompletableFuture<Integer> getAllChildrenNumber(String path) {
        GetAllChildrenNumberRequest request = new GetAllChildrenNumberRequest(full(path));
        return submit(new Call<>("getAllChildrenNumber", path, request, JuteReader::readInt).idempotent());
    }

    /** All ephemerals of this session. */
    public CompletableFuture<List<String>> getEphemerals() {
        return getEphemerals("/");
    }

    /** Those ephemerals of this session whose paths begin with this text. */
    public CompletableFuture<List<String>> getEphemerals(String prefix) {
        GetEphemeralsRequest request = new GetEphemeralsRequest(Utf8.of(chroot.toServer(prefix)));
        Call<List<String>> call = new Call<>("getEphemerals", prefix, request, in -> {
            GetEphemeralsResponse response = (GetEphemeralsResponse) Response.read(OpCode.GET_EPHEMERALS, in);
            return response.paths().stream().map(this::shown).toList();
        });
        return submit(call.idempotent());
    }

    /** When it is done, this client's reads see all that was written anywhere before it was asked. */
    public CompletableFuture<Void> sync(String path) {
        return submit(new Call<Void>("sync", path, new SyncRequest(full(path)), in -> null).idempotent());
    }

    /** Who the server takes this client for. */
    public CompletableFuture<List<Id>> whoAmI() {
        Call<List<Id>> call = new Call<>("whoAmI", null, new WhoAmIRequest(), in -> {
            WhoAmIResponse response = (WhoAmIResponse) Response.read(OpCode.WHO_AM_I, in);
            return response.identities().stream()
                    .map(each -> new Id(each.authScheme(), each.user()))
                    .toList();
        });
        return submit(call.idempotent());
    }

    /**
     * Proves another identity, now and at every new connection. Refused credentials end the session for this client:
     * {@link SessionState#AUTH_FAILED}.
     */
    public CompletableFuture<Void> addAuth(String scheme, byte[] credentials) {
        AuthRequest request = new AuthRequest(0, scheme, bytes(credentials));
        return submit(new Call<>("addAuth", null, request, in -> null));
    }

    /** The configuration of the ensemble, whatever the chroot. */
    public CompletableFuture<NodeData> getConfig() {
        return getData(Chroot.CONFIG);
    }

    public CompletableFuture<NodeData> getConfig(Watcher watcher) {
        return getData(Chroot.CONFIG, watcher);
    }

    /** Gives the new configuration. */
    public CompletableFuture<NodeData> reconfig(Reconfiguration change) {
        ReconfigRequest request = new ReconfigRequest(
                joined(change.joining()), joined(change.leaving()), joined(change.newMembers()), change.fromVersion());
        return submit(new Call<>("reconfig", null, request, AsyncClient::readData));
    }

    private static String joined(List<String> parts) {
        return parts.isEmpty() ? null : String.join(",", parts);
    }

    /** A watch that stays. */
    public CompletableFuture<WatchHandle> watch(String path, WatchMode mode, Watcher watcher) {
        PersistentWatch watch = new PersistentWatch(chroot.toServer(checked(path)), mode, watcher);
        WatchHandle handle = new WatchHandle(path, mode, () -> {
            watch.close();
            sink.closeWatch(watch);
        });
        AddWatchRequest request = new AddWatchRequest(Utf8.of(watch.path), mode.code());
        return submit(
                new Call<>("watch", path, request, in -> handle).idempotent().changing(watch));
    }

    /**
     * Removes a watcher from one-time watches of a path.
     *
     * @param kind {@link WatchKind#DATA} or {@link WatchKind#CHILDREN}
     */
    public CompletableFuture<Void> removeWatches(String path, WatchKind kind, Watcher watcher) {
        if (kind != WatchKind.DATA && kind != WatchKind.CHILDREN) {
            throw new IllegalArgumentException(
                    "a watcher is removed from DATA or CHILDREN; others have a handle to close");
        }
        return removeWatches(path, new WatchRemoval(chroot.toServer(checked(path)), path, kind, watcher));
    }

    /** Removes all watches of a path and this kind, whoever has set them here. */
    public CompletableFuture<Void> removeAllWatches(String path, WatchKind kind) {
        return removeWatches(path, new WatchRemoval(chroot.toServer(checked(path)), path, kind, null));
    }

    private CompletableFuture<Void> removeWatches(String path, WatchRemoval removal) {
        RemoveWatchesRequest request =
                new RemoveWatchesRequest(Utf8.of(removal.path()), removal.kind().code());
        return submit(new Call<Void>("removeWatches", path, request, in -> null).changing(removal));
    }

    /** @param operations with full paths */
    CompletableFuture<List<TransactionResult>> multi(List<Request> operations, List<String> paths) {
        return submit(new Call<>(
                "multi",
                null,
                new MultiRequest(operations),
                in -> MultiResults.ofTransaction(
                        (MultiResponse) Response.read(OpCode.MULTI, in), operations, paths, this::shown)));
    }

    /** @param operations with full paths */
    CompletableFuture<List<ReadResult>> multiRead(List<Request> operations, List<String> paths) {
        Call<List<ReadResult>> call = new Call<>(
                "multiRead",
                null,
                new MultiReadRequest(operations),
                in -> MultiResults.ofReads((MultiResponse) Response.read(OpCode.MULTI_READ, in), paths));
        return submit(call.idempotent());
    }

    CreateRequest createRequest(String path, byte[] data, CreateOptions options) {
        String full;
        if (options.mode().isSequential()) {
            PathRules.checkSequential(path);
            full = chroot.toServerSequential(path);
        } else {
            full = chroot.toServer(checked(path));
        }
        OpCode op = switch (options.mode()) {
            case CONTAINER -> OpCode.CREATE_CONTAINER;
            case PERSISTENT_WITH_TTL, PERSISTENT_SEQUENTIAL_WITH_TTL -> OpCode.CREATE_TTL;
            case PERSISTENT, EPHEMERAL, PERSISTENT_SEQUENTIAL, EPHEMERAL_SEQUENTIAL -> OpCode.CREATE2;
        };
        long ttl = op == OpCode.CREATE_TTL ? options.ttl().toMillis() : CreateRequest.NO_TTL;
        return new CreateRequest(
                op, Utf8.of(full), bytes(data), options.acl(), options.mode().flags(), ttl);
    }

    Utf8 full(String path) {
        return Utf8.of(chroot.toServer(checked(path)));
    }

    private static String checked(String path) {
        PathRules.check(path);
        return path;
    }

    private String shown(Utf8 path) {
        return chroot.toClient(path.toString());
    }

    static List<String> texts(List<Utf8> names) {
        return names.stream().map(Utf8::toString).toList();
    }

    static Bytes bytes(byte[] data) {
        return data == null ? null : Bytes.wrap(data);
    }

    private WatchChange oneTime(String path, WatchKind kind, Watcher watcher) {
        return new OneTimeWatch(chroot.toServer(path), kind, Objects.requireNonNull(watcher, "watcher"));
    }

    private <T> CompletableFuture<T> submit(Call<T> call) {
        call.isDirect = isDirect;
        sink.submit(call);
        return call.future;
    }
}
