package dev.paddock.wire;

import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.proto.AddWatchRequest;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CheckWatchesRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.Create2Response;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.CreateResponse;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.DeleteRequest;
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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.MultiOperationRecord;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.data.ACL;

/** Our values as ZooKeeper's own classes have them, and the bytes that those make and understand. */
final class ZooKeeperRecords {
    private ZooKeeperRecords() {}

    static byte[] bytesOf(Record... records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (Record record : records) {
                record.serialize(BinaryOutputArchive.getArchive(bytes), "record");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Has ZooKeeper read the bytes into records of the same classes, and write what it has understood. */
    static byte[] understood(byte[] bytes, Record... kinds) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        Record[] read = new Record[kinds.length];
        try {
            for (int i = 0; i < kinds.length; i++) {
                read[i] = kinds[i].getClass().getDeclaredConstructor().newInstance();
                read[i].deserialize(BinaryInputArchive.getArchive(in), "record");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return bytesOf(read);
    }

    /** The same request, unless it has no body and therefore no class. */
    static Optional<Record> of(Request request) {
        return Optional.ofNullable(bodyOf(request));
    }

    private static Record bodyOf(Request request) {
        if (request instanceof CreateRequest create) {
            return createOf(create);
        } else if (request instanceof DeleteRequest delete) {
            return new org.apache.zookeeper.proto.DeleteRequest(text(delete.path()), version(delete.expected()));
        } else if (request instanceof CheckRequest check) {
            return new org.apache.zookeeper.proto.CheckVersionRequest(text(check.path()), version(check.expected()));
        } else if (request instanceof ExistsRequest exists) {
            return new org.apache.zookeeper.proto.ExistsRequest(text(exists.path()), exists.watch());
        } else if (request instanceof GetDataRequest getData) {
            return new org.apache.zookeeper.proto.GetDataRequest(text(getData.path()), getData.watch());
        } else if (request instanceof GetChildrenRequest getChildren) {
            return getChildren.op() == OpCode.GET_CHILDREN
                    ? new org.apache.zookeeper.proto.GetChildrenRequest(text(getChildren.path()), getChildren.watch())
                    : new org.apache.zookeeper.proto.GetChildren2Request(text(getChildren.path()), getChildren.watch());
        } else if (request instanceof SetDataRequest setData) {
            return new org.apache.zookeeper.proto.SetDataRequest(
                    text(setData.path()), bytes(setData.data()), version(setData.expected()));
        } else if (request instanceof GetAclRequest getAcl) {
            return new org.apache.zookeeper.proto.GetACLRequest(text(getAcl.path()));
        } else if (request instanceof SetAclRequest setAcl) {
            return new org.apache.zookeeper.proto.SetACLRequest(
                    text(setAcl.path()), acl(setAcl.acl()), version(setAcl.expected()));
        } else if (request instanceof SyncRequest sync) {
            return new org.apache.zookeeper.proto.SyncRequest(text(sync.path()));
        } else if (request instanceof ReconfigRequest reconfig) {
            return new org.apache.zookeeper.proto.ReconfigRequest(
                    reconfig.joining(), reconfig.leaving(), reconfig.newMembers(), reconfig.currentConfigId());
        } else if (request instanceof CheckWatchesRequest check) {
            return new org.apache.zookeeper.proto.CheckWatchesRequest(text(check.path()), check.type());
        } else if (request instanceof RemoveWatchesRequest remove) {
            return new org.apache.zookeeper.proto.RemoveWatchesRequest(text(remove.path()), remove.type());
        } else if (request instanceof DeleteContainerRequest delete) {
            return new org.apache.zookeeper.DeleteContainerRequest(text(delete.path()));
        } else if (request instanceof AuthRequest auth) {
            return new org.apache.zookeeper.proto.AuthPacket(auth.type(), auth.scheme(), bytes(auth.auth()));
        } else if (request instanceof SetWatchesRequest watches) {
            return setWatchesOf(watches);
        } else if (request instanceof SaslRequest sasl) {
            return new org.apache.zookeeper.proto.GetSASLRequest(bytes(sasl.token()));
        } else if (request instanceof GetEphemeralsRequest getEphemerals) {
            return new org.apache.zookeeper.proto.GetEphemeralsRequest(text(getEphemerals.prefix()));
        } else if (request instanceof GetAllChildrenNumberRequest getNumber) {
            return new org.apache.zookeeper.proto.GetAllChildrenNumberRequest(text(getNumber.path()));
        } else if (request instanceof AddWatchRequest addWatch) {
            return new org.apache.zookeeper.proto.AddWatchRequest(text(addWatch.path()), addWatch.mode());
        } else if (request instanceof MultiRequest multi) {
            return multiOf(multi.operations());
        } else if (request instanceof MultiReadRequest multiRead) {
            return multiOf(multiRead.operations());
        }
        return null;
    }

    private static Record createOf(CreateRequest create) {
        String path = text(create.path());
        byte[] data = bytes(create.data());
        return create.op() == OpCode.CREATE_TTL
                ? new org.apache.zookeeper.proto.CreateTTLRequest(
                        path, data, acl(create.acl()), create.flags(), create.ttl())
                : new org.apache.zookeeper.proto.CreateRequest(path, data, acl(create.acl()), create.flags());
    }

    private static Record setWatchesOf(SetWatchesRequest watches) {
        return watches.op() == OpCode.SET_WATCHES
                ? new org.apache.zookeeper.proto.SetWatches(
                        watches.relativeZxid(), texts(watches.data()), texts(watches.exist()), texts(watches.child()))
                : new org.apache.zookeeper.proto.SetWatches2(
                        watches.relativeZxid(),
                        texts(watches.data()),
                        texts(watches.exist()),
                        texts(watches.child()),
                        texts(watches.persistent()),
                        texts(watches.recursive()));
    }

    private static Record multiOf(List<Request> operations) {
        MultiOperationRecord multi = new MultiOperationRecord();
        operations.forEach(operation -> multi.add(partOf(operation)));
        return multi;
    }

    private static Op partOf(Request operation) {
        if (operation instanceof CreateRequest create) {
            String path = text(create.path());
            return create.op() == OpCode.CREATE_TTL
                    ? Op.create(path, bytes(create.data()), acl(create.acl()), create.flags(), create.ttl())
                    : Op.create(path, bytes(create.data()), acl(create.acl()), create.flags());
        } else if (operation instanceof DeleteRequest delete) {
            return Op.delete(text(delete.path()), version(delete.expected()));
        } else if (operation instanceof SetDataRequest setData) {
            return Op.setData(text(setData.path()), bytes(setData.data()), version(setData.expected()));
        } else if (operation instanceof CheckRequest check) {
            return Op.check(text(check.path()), version(check.expected()));
        } else if (operation instanceof GetDataRequest getData) {
            return Op.getData(text(getData.path()));
        } else if (operation instanceof GetChildrenRequest getChildren) {
            return Op.getChildren(text(getChildren.path()));
        }
        throw new AssertionError(operation + " is not for a multi");
    }

    /** The same response, unless it has no body and therefore no class. */
    static Optional<Record> of(OpCode op, Response response) {
        return Optional.ofNullable(bodyOf(op, response));
    }

    private static Record bodyOf(OpCode op, Response response) {
        if (response instanceof CreateResponse create) {
            return new org.apache.zookeeper.proto.CreateResponse(text(create.path()));
        } else if (response instanceof Create2Response create) {
            return new org.apache.zookeeper.proto.Create2Response(text(create.path()), stat(create.stat()));
        } else if (response instanceof StatResponse stat) {
            return statOf(op, stat(stat.stat()));
        } else if (response instanceof GetDataResponse data) {
            return new org.apache.zookeeper.proto.GetDataResponse(bytes(data.data()), stat(data.stat()));
        } else if (response instanceof GetAclResponse acl) {
            return new org.apache.zookeeper.proto.GetACLResponse(acl(acl.acl()), stat(acl.stat()));
        } else if (response instanceof GetChildrenResponse children) {
            return new org.apache.zookeeper.proto.GetChildrenResponse(texts(children.children()));
        } else if (response instanceof GetChildren2Response children) {
            return new org.apache.zookeeper.proto.GetChildren2Response(
                    texts(children.children()), stat(children.stat()));
        } else if (response instanceof SyncResponse sync) {
            return new org.apache.zookeeper.proto.SyncResponse(text(sync.path()));
        } else if (response instanceof GetEphemeralsResponse ephemerals) {
            return new org.apache.zookeeper.proto.GetEphemeralsResponse(texts(ephemerals.paths()));
        } else if (response instanceof GetAllChildrenNumberResponse number) {
            return new org.apache.zookeeper.proto.GetAllChildrenNumberResponse(number.number());
        } else if (response instanceof WhoAmIResponse whoAmI) {
            return new org.apache.zookeeper.proto.WhoAmIResponse(whoAmI.identities().stream()
                    .map(info -> new org.apache.zookeeper.data.ClientInfo(info.authScheme(), info.user()))
                    .toList());
        } else if (response instanceof SaslResponse sasl) {
            return new org.apache.zookeeper.proto.SetSASLResponse(bytes(sasl.token()));
        } else if (response instanceof ErrorResponse error) {
            return new org.apache.zookeeper.proto.ErrorResponse(error.err());
        } else if (response instanceof MultiResponse multi) {
            org.apache.zookeeper.MultiResponse theirs = new org.apache.zookeeper.MultiResponse();
            multi.results().forEach(result -> theirs.add(resultOf(result)));
            return theirs;
        }
        return null;
    }

    private static Record statOf(OpCode op, org.apache.zookeeper.data.Stat stat) {
        return switch (op) {
            case EXISTS -> new org.apache.zookeeper.proto.ExistsResponse(stat);
            case SET_DATA -> new org.apache.zookeeper.proto.SetDataResponse(stat);
            case SET_ACL -> new org.apache.zookeeper.proto.SetACLResponse(stat);
            default -> throw new AssertionError(op + " is not answered with a stat alone");
        };
    }

    private static OpResult resultOf(MultiResult result) {
        Response response = result.response();
        if (response instanceof CreateResponse create) {
            return new OpResult.CreateResult(text(create.path()));
        } else if (response instanceof Create2Response create) {
            return new OpResult.CreateResult(text(create.path()), stat(create.stat()));
        } else if (response instanceof StatResponse stat) {
            return new OpResult.SetDataResult(stat(stat.stat()));
        } else if (response instanceof GetDataResponse data) {
            return new OpResult.GetDataResult(bytes(data.data()), stat(data.stat()));
        } else if (response instanceof GetChildrenResponse children) {
            return new OpResult.GetChildrenResult(texts(children.children()));
        } else if (response instanceof ErrorResponse error) {
            return new OpResult.ErrorResult(error.err());
        } else if (result.type() == OpCode.DELETE) {
            return new OpResult.DeleteResult();
        } else if (result.type() == OpCode.CHECK) {
            return new OpResult.CheckResult();
        }
        throw new AssertionError(result + " is not a result of a multi");
    }

    static Record of(JuteRecord header) {
        if (header instanceof ConnectRequest connect) {
            return new org.apache.zookeeper.proto.ConnectRequest(
                    connect.protocolVersion(),
                    connect.lastZxidSeen(),
                    connect.timeoutMillis(),
                    connect.sessionId(),
                    bytes(connect.password()),
                    connect.readOnly());
        } else if (header instanceof ConnectResponse connect) {
            return new org.apache.zookeeper.proto.ConnectResponse(
                    connect.protocolVersion(),
                    connect.timeoutMillis(),
                    connect.sessionId(),
                    bytes(connect.password()),
                    connect.readOnly());
        } else if (header instanceof RequestHeader request) {
            return new org.apache.zookeeper.proto.RequestHeader(request.xid(), request.type());
        } else if (header instanceof ReplyHeader reply) {
            return new org.apache.zookeeper.proto.ReplyHeader(reply.xid(), reply.zxid(), reply.err());
        } else if (header instanceof WatcherEvent event) {
            return new org.apache.zookeeper.proto.WatcherEvent(event.type().code(), event.state(), text(event.path()));
        }
        throw new AssertionError(header + " has no counterpart");
    }

    /** Header, body and digest. */
    static Record[] of(Transaction transaction) {
        TxnHeader header = transaction.header();
        List<Record> parts = new ArrayList<>();
        parts.add(new org.apache.zookeeper.txn.TxnHeader(
                header.sessionId(),
                header.cxid(),
                header.zxid().value(),
                header.time(),
                transaction.txn().type().code()));
        parts.add(of(transaction.txn()));
        TxnDigest digest = transaction.digest();
        if (digest != null) {
            parts.add(new org.apache.zookeeper.txn.TxnDigest(digest.version(), digest.treeDigest()));
        }
        return parts.toArray(Record[]::new);
    }

    private static Record of(Txn txn) {
        if (txn instanceof CreateTxn create) {
            return createOf(create);
        } else if (txn instanceof DeleteTxn delete) {
            return new org.apache.zookeeper.txn.DeleteTxn(text(delete.path()));
        } else if (txn instanceof SetDataTxn setData) {
            return new org.apache.zookeeper.txn.SetDataTxn(
                    text(setData.path()), bytes(setData.data()), setData.version());
        } else if (txn instanceof SetAclTxn setAcl) {
            return new org.apache.zookeeper.txn.SetACLTxn(text(setAcl.path()), acl(setAcl.acl()), setAcl.aversion());
        } else if (txn instanceof CheckTxn check) {
            return new org.apache.zookeeper.txn.CheckVersionTxn(text(check.path()), check.version());
        } else if (txn instanceof CreateSessionTxn createSession) {
            return new org.apache.zookeeper.txn.CreateSessionTxn(createSession.timeoutMillis());
        } else if (txn instanceof CloseSessionTxn closeSession) {
            return new org.apache.zookeeper.txn.CloseSessionTxn(texts(closeSession.paths()));
        } else if (txn instanceof ErrorTxn error) {
            return new org.apache.zookeeper.txn.ErrorTxn(error.code());
        } else if (txn instanceof MultiTxn multi) {
            return new org.apache.zookeeper.txn.MultiTxn(multi.parts().stream()
                    .map(part -> new org.apache.zookeeper.txn.Txn(part.type().code(), bytesOf(of(part))))
                    .toList());
        }
        throw new AssertionError(txn + " has no counterpart");
    }

    private static Record createOf(CreateTxn create) {
        String path = text(create.path());
        byte[] data = bytes(create.data());
        List<ACL> acl = acl(create.acl());
        return switch (create.type()) {
            case CREATE, CREATE2 ->
                new org.apache.zookeeper.txn.CreateTxn(path, data, acl, create.ephemeral(), create.parentCversion());
            case CREATE_CONTAINER ->
                new org.apache.zookeeper.txn.CreateContainerTxn(path, data, acl, create.parentCversion());
            case CREATE_TTL ->
                new org.apache.zookeeper.txn.CreateTTLTxn(path, data, acl, create.parentCversion(), create.ttl());
            default -> throw new AssertionError(create);
        };
    }

    private static String text(Utf8 text) {
        return text == null ? null : text.toString();
    }

    private static List<String> texts(List<Utf8> texts) {
        return texts.stream().map(Utf8::toString).toList();
    }

    private static byte[] bytes(Bytes bytes) {
        return bytes == null ? null : bytes.array();
    }

    private static int version(ExpectedVersion expected) {
        return expected.toWire();
    }

    private static List<ACL> acl(List<Acl> acl) {
        return acl == null
                ? null
                : acl.stream()
                        .map(entry -> new ACL(
                                entry.permissions(),
                                new org.apache.zookeeper.data.Id(
                                        entry.id().scheme(), entry.id().id())))
                        .toList();
    }

    private static org.apache.zookeeper.data.Stat stat(Stat stat) {
        return new org.apache.zookeeper.data.Stat(
                stat.czxid(),
                stat.mzxid(),
                stat.ctime(),
                stat.mtime(),
                stat.version(),
                stat.cversion(),
                stat.aversion(),
                stat.ephemeralOwner(),
                stat.dataLength(),
                stat.numChildren(),
                stat.pzxid());
    }
}
