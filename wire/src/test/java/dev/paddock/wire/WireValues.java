package dev.paddock.wire;

import dev.paddock.wire.proto.AddWatchRequest;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CheckWatchesRequest;
import dev.paddock.wire.proto.ClientInfo;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.Create2Response;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.CreateResponse;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.ErrorResponse;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetAclRequest;
import dev.paddock.wire.proto.GetAclResponse;
import dev.paddock.wire.proto.GetAllChildrenNumberRequest;
import dev.paddock.wire.proto.GetAllChildrenNumberResponse;
import dev.paddock.wire.proto.GetChildren2Response;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetChildrenResponse;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.GetDataResponse;
import dev.paddock.wire.proto.GetEphemeralsRequest;
import dev.paddock.wire.proto.GetEphemeralsResponse;
import dev.paddock.wire.proto.MultiReadRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.MultiResult;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.ReconfigRequest;
import dev.paddock.wire.proto.RemoveWatchesRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SaslRequest;
import dev.paddock.wire.proto.SaslResponse;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.SetWatchesRequest;
import dev.paddock.wire.proto.StatResponse;
import dev.paddock.wire.proto.SyncRequest;
import dev.paddock.wire.proto.SyncResponse;
import dev.paddock.wire.proto.WatcherEvent;
import dev.paddock.wire.proto.WhoAmIRequest;
import dev.paddock.wire.proto.WhoAmIResponse;
import dev.paddock.wire.txn.CheckTxn;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.CreateSessionTxn;
import dev.paddock.wire.txn.CreateTxn;
import dev.paddock.wire.txn.DeleteTxn;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.SetAclTxn;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnDigest;
import dev.paddock.wire.txn.TxnHeader;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Any value that can be on the wire, for properties. Text is well-formed; null is wherever it may be. */
public final class WireValues extends DomainContextBase {
    /** A response and the operation that it answers. */
    public record Answer(OpCode op, Response response) {}

    private static final Arbitrary<Boolean> BOOLEANS = Arbitraries.of(true, false);
    private static final Arbitrary<Integer> INTS = Arbitraries.integers();
    private static final Arbitrary<Long> LONGS = Arbitraries.longs();
    private static final double SOME = 0.05;

    private static final Arbitrary<String> BMP = Arbitraries.strings()
            .withCharRange(' ', '~')
            .withCharRange('\u0080', '\u07FF')
            .withCharRange('\u0800', '\uD7FF')
            .withCharRange('\uE000', '\uFFFF')
            .withChars('/', '\0')
            .ofMaxLength(12);
    private static final Arbitrary<String> TEXTS = Arbitraries.oneOf(BMP, BMP.map(text -> text + "\uD83D\uDE00"));
    private static final Arbitrary<Utf8> UTF8S = BMP.map(Utf8::of);
    private static final Arbitrary<Utf8> PATHS = Arbitraries.oneOf(UTF8S, UTF8S.map(name -> Utf8.of("/" + name)));
    private static final Arbitrary<Utf8> PATHS_OR_NULL = PATHS.injectNull(SOME);
    private static final Arbitrary<List<Utf8>> PATH_LISTS = PATHS.list().ofMaxSize(4);
    private static final Arbitrary<Bytes> BYTES =
            Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Bytes::wrap);
    private static final Arbitrary<Bytes> BYTES_OR_NULL = BYTES.injectNull(SOME);
    private static final Arbitrary<ExpectedVersion> VERSIONS = INTS.map(ExpectedVersion::ofWire);
    private static final Arbitrary<Id> IDS =
            Combinators.combine(TEXTS.injectNull(SOME), TEXTS.injectNull(SOME)).as(Id::new);
    private static final Arbitrary<List<Acl>> ACLS = Arbitraries.oneOf(
            Arbitraries.just(Acl.OPEN),
            Combinators.combine(INTS, IDS).as(Acl::new).list().ofMaxSize(3));
    private static final Arbitrary<List<Acl>> ACLS_OR_NULL = ACLS.injectNull(SOME);
    private static final Arbitrary<Stat> STATS = Combinators.combine(
                    LONGS.list().ofSize(6), INTS.list().ofSize(5))
            .as((longs, ints) -> new Stat(
                    longs.get(0),
                    longs.get(1),
                    longs.get(2),
                    longs.get(3),
                    ints.get(0),
                    ints.get(1),
                    ints.get(2),
                    longs.get(4),
                    ints.get(3),
                    ints.get(4),
                    longs.get(5)));

    @Provide
    public Arbitrary<Request> requests() {
        return Arbitraries.oneOf(List.of(
                creates(),
                Combinators.combine(PATHS_OR_NULL, VERSIONS).as(DeleteRequest::new),
                Combinators.combine(PATHS_OR_NULL, BOOLEANS).as(ExistsRequest::new),
                Combinators.combine(PATHS_OR_NULL, BOOLEANS).as(GetDataRequest::new),
                Combinators.combine(Arbitraries.of(OpCode.GET_CHILDREN, OpCode.GET_CHILDREN2), PATHS_OR_NULL, BOOLEANS)
                        .as(GetChildrenRequest::new),
                Combinators.combine(PATHS_OR_NULL, BYTES_OR_NULL, VERSIONS).as(SetDataRequest::new),
                PATHS_OR_NULL.map(GetAclRequest::new),
                Combinators.combine(PATHS_OR_NULL, ACLS_OR_NULL, VERSIONS).as(SetAclRequest::new),
                PATHS_OR_NULL.map(SyncRequest::new),
                Arbitraries.of(new PingRequest(), new WhoAmIRequest(), new CloseSessionRequest()),
                Combinators.combine(TEXTS.injectNull(SOME), TEXTS.injectNull(SOME), TEXTS.injectNull(SOME), LONGS)
                        .as(ReconfigRequest::new),
                Combinators.combine(PATHS_OR_NULL, INTS).as(CheckWatchesRequest::new),
                Combinators.combine(PATHS_OR_NULL, INTS).as(RemoveWatchesRequest::new),
                PATHS_OR_NULL.map(DeleteContainerRequest::new),
                Combinators.combine(INTS, TEXTS.injectNull(SOME), BYTES_OR_NULL).as(AuthRequest::new),
                Combinators.combine(LONGS, PATH_LISTS, PATH_LISTS, PATH_LISTS)
                        .as((zxid, data, exist, child) -> new SetWatchesRequest(
                                OpCode.SET_WATCHES, zxid, data, exist, child, List.of(), List.of())),
                Combinators.combine(LONGS, PATH_LISTS, PATH_LISTS, PATH_LISTS, PATH_LISTS, PATH_LISTS)
                        .as((zxid, data, exist, child, persistent, recursive) -> new SetWatchesRequest(
                                OpCode.SET_WATCHES2, zxid, data, exist, child, persistent, recursive)),
                BYTES.map(SaslRequest::new),
                PATHS_OR_NULL.map(GetEphemeralsRequest::new),
                PATHS_OR_NULL.map(GetAllChildrenNumberRequest::new),
                Combinators.combine(PATHS_OR_NULL, INTS).as(AddWatchRequest::new),
                changes().list().ofMaxSize(4).map(MultiRequest::new),
                reads().list().ofMaxSize(4).map(MultiReadRequest::new)));
    }

    private static Arbitrary<Request> creates() {
        return Arbitraries.of(OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL)
                .flatMap(op -> Combinators.combine(
                                PATHS_OR_NULL,
                                BYTES_OR_NULL,
                                ACLS_OR_NULL,
                                Arbitraries.of(-1, 0, 1, 2, 3, 4, 5, 6, 7),
                                ttls(op))
                        .as((path, data, acl, flags, ttl) -> new CreateRequest(op, path, data, acl, flags, ttl)));
    }

    private static Arbitrary<Long> ttls(OpCode op) {
        return op == OpCode.CREATE_TTL ? LONGS : Arbitraries.just(CreateRequest.NO_TTL);
    }

    /** What may stand in a multi. */
    private static Arbitrary<Request> changes() {
        return Arbitraries.oneOf(List.of(
                changesThatCreate(OpCode.CREATE, 0, 1, 2, 3, 4),
                changesThatCreate(OpCode.CREATE2, 0, 1, 2, 3, 4),
                changesThatCreate(OpCode.CREATE_CONTAINER, 4),
                changesThatCreate(OpCode.CREATE_TTL, 5, 6),
                Combinators.combine(PATHS, VERSIONS).as(DeleteRequest::new),
                Combinators.combine(PATHS, VERSIONS).as(CheckRequest::new),
                Combinators.combine(PATHS, BYTES_OR_NULL, VERSIONS).as(SetDataRequest::new)));
    }

    private static Arbitrary<Request> changesThatCreate(OpCode op, Integer... flags) {
        return Combinators.combine(PATHS, BYTES_OR_NULL, ACLS, Arbitraries.of(flags), ttls(op))
                .as((path, data, acl, mode, ttl) -> new CreateRequest(op, path, data, acl, mode, ttl));
    }

    private static Arbitrary<Request> reads() {
        return Arbitraries.oneOf(
                PATHS.map(path -> new GetDataRequest(path, false)),
                PATHS.map(path -> new GetChildrenRequest(OpCode.GET_CHILDREN, path, false)));
    }

    @Provide
    public Arbitrary<Answer> answers() {
        return Arbitraries.oneOf(List.of(
                answers(PATHS.map(CreateResponse::new), OpCode.CREATE),
                answers(
                        Combinators.combine(PATHS, STATS).as(Create2Response::new),
                        OpCode.CREATE2,
                        OpCode.CREATE_CONTAINER,
                        OpCode.CREATE_TTL),
                answers(STATS.map(StatResponse::new), OpCode.EXISTS, OpCode.SET_DATA, OpCode.SET_ACL),
                answers(
                        Combinators.combine(BYTES_OR_NULL, STATS).as(GetDataResponse::new),
                        OpCode.GET_DATA,
                        OpCode.RECONFIG),
                answers(Combinators.combine(ACLS, STATS).as(GetAclResponse::new), OpCode.GET_ACL),
                answers(PATH_LISTS.map(GetChildrenResponse::new), OpCode.GET_CHILDREN),
                answers(Combinators.combine(PATH_LISTS, STATS).as(GetChildren2Response::new), OpCode.GET_CHILDREN2),
                answers(PATHS_OR_NULL.map(SyncResponse::new), OpCode.SYNC),
                answers(PATH_LISTS.map(GetEphemeralsResponse::new), OpCode.GET_EPHEMERALS),
                answers(INTS.map(GetAllChildrenNumberResponse::new), OpCode.GET_ALL_CHILDREN_NUMBER),
                answers(
                        Combinators.combine(TEXTS, TEXTS)
                                .as(ClientInfo::new)
                                .list()
                                .ofMaxSize(3)
                                .map(WhoAmIResponse::new),
                        OpCode.WHO_AM_I),
                answers(BYTES_OR_NULL.map(SaslResponse::new), OpCode.SASL),
                answers(INTS.map(ErrorResponse::new), OpCode.ADD_WATCH),
                answers(results().list().ofMaxSize(4).map(MultiResponse::new), OpCode.MULTI, OpCode.MULTI_READ),
                answers(
                        Arbitraries.just(new EmptyResponse()),
                        OpCode.DELETE,
                        OpCode.DELETE_CONTAINER,
                        OpCode.PING,
                        OpCode.AUTH,
                        OpCode.SET_WATCHES,
                        OpCode.SET_WATCHES2,
                        OpCode.CHECK_WATCHES,
                        OpCode.REMOVE_WATCHES,
                        OpCode.CLOSE_SESSION)));
    }

    private static Arbitrary<Answer> answers(Arbitrary<? extends Response> responses, OpCode... ops) {
        return Combinators.combine(Arbitraries.of(ops), responses).as(Answer::new);
    }

    private static Arbitrary<MultiResult> results() {
        return Arbitraries.oneOf(List.of(
                PATHS.map(path -> new MultiResult(OpCode.CREATE, new CreateResponse(path))),
                Combinators.combine(PATHS, STATS)
                        .as((path, stat) -> new MultiResult(OpCode.CREATE2, new Create2Response(path, stat))),
                Arbitraries.of(OpCode.DELETE, OpCode.CHECK).map(type -> new MultiResult(type, new EmptyResponse())),
                STATS.map(stat -> new MultiResult(OpCode.SET_DATA, new StatResponse(stat))),
                Combinators.combine(BYTES_OR_NULL, STATS)
                        .as((data, stat) -> new MultiResult(OpCode.GET_DATA, new GetDataResponse(data, stat))),
                PATH_LISTS.map(names -> new MultiResult(OpCode.GET_CHILDREN, new GetChildrenResponse(names))),
                INTS.map(MultiResult::ofError)));
    }

    @Provide
    public Arbitrary<ConnectRequest> connectRequests() {
        return Combinators.combine(INTS, LONGS, INTS, LONGS, BYTES_OR_NULL, Arbitraries.of(0, 1, 2))
                .as((version, zxid, timeout, session, password, form) ->
                        new ConnectRequest(version, zxid, timeout, session, password, form == 2, form > 0));
    }

    @Provide
    public Arbitrary<ConnectResponse> connectResponses() {
        return Combinators.combine(INTS, INTS, LONGS, BYTES, Arbitraries.of(0, 1, 2))
                .as((version, timeout, session, password, form) ->
                        new ConnectResponse(version, timeout, session, password, form == 2, form > 0));
    }

    @Provide
    public Arbitrary<RequestHeader> requestHeaders() {
        return Combinators.combine(INTS, INTS).as(RequestHeader::new);
    }

    @Provide
    public Arbitrary<ReplyHeader> replyHeaders() {
        return Combinators.combine(INTS, LONGS, INTS).as(ReplyHeader::new);
    }

    @Provide
    public Arbitrary<WatcherEvent> events() {
        return Combinators.combine(Arbitraries.of(EventType.class), INTS, PATHS).as(WatcherEvent::new);
    }

    @Provide
    public Arbitrary<Transaction> transactions() {
        Arbitrary<TxnHeader> headers =
                Combinators.combine(LONGS, INTS, LONGS.map(Zxid::new), LONGS).as(TxnHeader::new);
        Arbitrary<TxnDigest> digests =
                LONGS.map(digest -> new TxnDigest(TxnDigest.VERSION, digest)).injectNull(0.3);
        Arbitrary<Txn> bodies = Arbitraries.frequencyOf(
                Tuple.of(6, txns()),
                Tuple.of(1, txns().list().ofMaxSize(4).map(MultiTxn::new)),
                Tuple.of(
                        1,
                        PATHS.filter(path -> !path.isEmpty())
                                .list()
                                .ofMaxSize(3)
                                .map(CloseSessionTxn::new)));
        return Combinators.combine(headers, bodies, digests).as(Transaction::new);
    }

    /** What may be alone, and be a part of a multi. */
    private static Arbitrary<Txn> txns() {
        return Arbitraries.oneOf(List.of(
                Arbitraries.of(OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL)
                        .flatMap(WireValues::createTxns),
                Combinators.combine(Arbitraries.of(OpCode.DELETE, OpCode.DELETE_CONTAINER), PATHS)
                        .as(DeleteTxn::new),
                Combinators.combine(Arbitraries.of(OpCode.SET_DATA, OpCode.RECONFIG), PATHS, BYTES_OR_NULL, INTS)
                        .as(SetDataTxn::new),
                Combinators.combine(PATHS, ACLS_OR_NULL, INTS).as(SetAclTxn::new),
                Combinators.combine(PATHS, INTS).as(CheckTxn::new),
                INTS.map(CreateSessionTxn::new),
                INTS.map(ErrorTxn::new)));
    }

    private static Arbitrary<Txn> createTxns(OpCode type) {
        boolean mayBeEphemeral = type == OpCode.CREATE || type == OpCode.CREATE2;
        return Combinators.combine(
                        PATHS,
                        BYTES_OR_NULL,
                        ACLS_OR_NULL,
                        mayBeEphemeral ? BOOLEANS : Arbitraries.just(false),
                        INTS,
                        type == OpCode.CREATE_TTL ? LONGS : Arbitraries.just(0L))
                .as((path, data, acl, ephemeral, parentCversion, ttl) ->
                        new CreateTxn(type, path, data, acl, ephemeral, parentCversion, ttl));
    }
}
