package dev.paddock.server.clients;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.jute.Record;
import org.apache.zookeeper.MultiOperationRecord;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.proto.AddWatchRequest;
import org.apache.zookeeper.proto.AuthPacket;
import org.apache.zookeeper.proto.CheckWatchesRequest;
import org.apache.zookeeper.proto.CreateRequest;
import org.apache.zookeeper.proto.CreateTTLRequest;
import org.apache.zookeeper.proto.DeleteRequest;
import org.apache.zookeeper.proto.ExistsRequest;
import org.apache.zookeeper.proto.GetACLRequest;
import org.apache.zookeeper.proto.GetAllChildrenNumberRequest;
import org.apache.zookeeper.proto.GetChildren2Request;
import org.apache.zookeeper.proto.GetChildrenRequest;
import org.apache.zookeeper.proto.GetDataRequest;
import org.apache.zookeeper.proto.GetEphemeralsRequest;
import org.apache.zookeeper.proto.RemoveWatchesRequest;
import org.apache.zookeeper.proto.SetACLRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.apache.zookeeper.proto.SetWatches2;
import org.apache.zookeeper.proto.SyncRequest;

/**
 * A request: what goes on the wire, and how it stands in a transcript.
 *
 * @param body null for a request that is only a header
 * @param isShared whether other clients do the same at the same time, so that only success can be compared
 */
record Call(int op, Record body, String text, boolean isShared) {
    static Call create(int op, String path, byte[] data, List<ACL> acl, int flags) {
        String name = op == OpCode.create ? "create" : op == OpCode.create2 ? "create2" : "createContainer";
        return of(op, new CreateRequest(path, data, acl, flags), name + " " + path + " flags=" + flags + text(acl));
    }

    static Call createTtl(String path, byte[] data, List<ACL> acl, int flags, long ttl) {
        CreateTTLRequest request = new CreateTTLRequest(path, data, acl, flags, ttl);
        return of(OpCode.createTTL, request, "createTTL " + path + " flags=" + flags + " ttl=" + ttl + text(acl));
    }

    static Call delete(String path, int version) {
        return of(OpCode.delete, new DeleteRequest(path, version), "delete " + path + " " + version);
    }

    static Call setData(String path, byte[] data, int version) {
        return of(OpCode.setData, new SetDataRequest(path, data, version), "setData " + path + " " + version);
    }

    static Call exists(String path, boolean watch) {
        return of(OpCode.exists, new ExistsRequest(path, watch), "exists " + path + watch(watch));
    }

    static Call getData(String path, boolean watch) {
        return of(OpCode.getData, new GetDataRequest(path, watch), "getData " + path + watch(watch));
    }

    static Call getChildren(String path, boolean watch) {
        return of(OpCode.getChildren, new GetChildrenRequest(path, watch), "getChildren " + path + watch(watch));
    }

    static Call getChildren2(String path, boolean watch) {
        return of(OpCode.getChildren2, new GetChildren2Request(path, watch), "getChildren2 " + path + watch(watch));
    }

    static Call getAcl(String path) {
        return of(OpCode.getACL, new GetACLRequest(path), "getACL " + path);
    }

    static Call setAcl(String path, List<ACL> acl, int version) {
        return of(OpCode.setACL, new SetACLRequest(path, acl, version), "setACL " + path + " " + version + text(acl));
    }

    static Call sync(String path) {
        return of(OpCode.sync, new SyncRequest(path), "sync " + path);
    }

    static Call getEphemerals(String prefix) {
        return of(OpCode.getEphemerals, new GetEphemeralsRequest(prefix), "getEphemerals " + prefix);
    }

    static Call getAllChildrenNumber(String path) {
        return of(OpCode.getAllChildrenNumber, new GetAllChildrenNumberRequest(path), "getAllChildrenNumber " + path);
    }

    static Call addWatch(String path, int mode) {
        return of(OpCode.addWatch, new AddWatchRequest(path, mode), "addWatch " + path + " mode=" + mode);
    }

    static Call checkWatches(String path, int type) {
        return of(OpCode.checkWatches, new CheckWatchesRequest(path, type), "checkWatches " + path + " type=" + type);
    }

    static Call removeWatches(String path, int type) {
        return of(OpCode.removeWatches, new RemoveWatchesRequest(path, type), "removeWatches " + path + " " + type);
    }

    static Call setWatches(SetWatches2 watches) {
        return of(OpCode.setWatches2, watches, "setWatches");
    }

    static Call multi(int op, List<Op> operations) {
        MultiOperationRecord request = new MultiOperationRecord(operations);
        String parts = StreamSupport.stream(request.spliterator(), false)
                .map(operation -> operation.getType() + " " + operation.getPath())
                .collect(Collectors.joining("; "));
        return of(op, request, (op == OpCode.multi ? "multi " : "multiRead ") + parts);
    }

    static Call auth(String scheme, String credentials) {
        byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
        return of(OpCode.auth, new AuthPacket(0, scheme, bytes), "auth " + scheme + " " + credentials);
    }

    static Call whoAmI() {
        return of(OpCode.whoAmI, null, "whoAmI");
    }

    static Call ping() {
        return of(OpCode.ping, null, "ping");
    }

    static Call closeSession() {
        return of(OpCode.closeSession, null, "closeSession");
    }

    /** The same, where others may be faster. */
    Call shared() {
        return new Call(op, body, text, true);
    }

    private static Call of(int op, Record body, String text) {
        return new Call(op, body, text, false);
    }

    private static String watch(boolean watch) {
        return watch ? " watch" : "";
    }

    private static String text(List<ACL> acl) {
        return acl.stream()
                .map(entry -> entry.getPerms() + ":" + entry.getId().getScheme())
                .collect(Collectors.joining(",", " acl=", ""));
    }
}
