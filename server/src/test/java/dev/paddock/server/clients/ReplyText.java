package dev.paddock.server.clients;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.MultiResponse;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.proto.Create2Response;
import org.apache.zookeeper.proto.CreateResponse;
import org.apache.zookeeper.proto.ErrorResponse;
import org.apache.zookeeper.proto.GetACLResponse;
import org.apache.zookeeper.proto.GetAllChildrenNumberResponse;
import org.apache.zookeeper.proto.GetChildren2Response;
import org.apache.zookeeper.proto.GetChildrenResponse;
import org.apache.zookeeper.proto.GetDataResponse;
import org.apache.zookeeper.proto.GetEphemeralsResponse;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.SetDataResponse;
import org.apache.zookeeper.proto.SyncResponse;
import org.apache.zookeeper.proto.WatcherEvent;
import org.apache.zookeeper.proto.WhoAmIResponse;

/**
 * A frame from the server as it stands in a transcript. A zxid is {@code z17} in it, or {@code h17} where it is the last
 * one of the server; times are left out, and what comes in any order is sorted.
 */
final class ReplyText {
    private static final int EVENT_XID = -1;

    private final ByteArrayInputStream left;
    private final BinaryInputArchive in;
    private final LongFunction<String> sessionNames;
    private final ReplyHeader header = new ReplyHeader();

    ReplyText(byte[] frame, LongFunction<String> sessionNames) throws IOException {
        this.left = new ByteArrayInputStream(frame);
        this.in = BinaryInputArchive.getArchive(new DataInputStream(left));
        this.sessionNames = sessionNames;
        in.readRecord(header, "header");
    }

    boolean isEvent() {
        return header.getXid() == EVENT_XID;
    }

    int xid() {
        return header.getXid();
    }

    long zxid() {
        return header.getZxid();
    }

    String event() throws IOException {
        WatcherEvent event = read(new WatcherEvent());
        return EventType.fromInt(event.getType()) + " " + event.getPath() + " z" + header.getZxid()
                + (event.getState() == 3 ? "" : " state " + event.getState()) + surplus();
    }

    String reply(Call call) throws IOException {
        if (call.isShared()) {
            return KeeperException.Code.get(header.getErr()).toString();
        }
        String zxid = " h" + header.getZxid();
        if (header.getErr() != 0) {
            return KeeperException.Code.get(header.getErr()) + zxid + surplus();
        }
        return "OK" + zxid + result(call.op()) + surplus();
    }

    private String surplus() {
        return left.available() == 0 ? "" : " and " + left.available() + " bytes more";
    }

    private String result(int op) throws IOException {
        return switch (op) {
            case OpCode.create -> " " + read(new CreateResponse()).getPath();
            case OpCode.create2, OpCode.createContainer, OpCode.createTTL -> created(read(new Create2Response()));
            case OpCode.exists, OpCode.setData, OpCode.setACL ->
                text(read(new SetDataResponse()).getStat());
            case OpCode.getData -> data(read(new GetDataResponse()));
            case OpCode.getACL -> acl(read(new GetACLResponse()));
            case OpCode.getChildren -> sorted(read(new GetChildrenResponse()).getChildren());
            case OpCode.getChildren2 -> children(read(new GetChildren2Response()));
            case OpCode.sync -> " " + read(new SyncResponse()).getPath();
            case OpCode.multi, OpCode.multiRead -> results(read(new MultiResponse()));
            case OpCode.getEphemerals ->
                sorted(read(new GetEphemeralsResponse()).getEphemerals());
            case OpCode.getAllChildrenNumber ->
                " " + read(new GetAllChildrenNumberResponse()).getTotalNumber();
            case OpCode.addWatch -> " " + read(new ErrorResponse()).getErr();
            case OpCode.whoAmI -> whoAmI(read(new WhoAmIResponse()));
            default -> "";
        };
    }

    private String created(Create2Response created) {
        return " " + created.getPath() + text(created.getStat());
    }

    private String data(GetDataResponse znode) {
        return data(znode.getData(), znode.getStat());
    }

    private String data(byte[] data, Stat stat) {
        return (data == null ? " null" : " '" + new String(data, StandardCharsets.UTF_8) + "'") + text(stat);
    }

    private String acl(GetACLResponse znode) {
        return " " + znode.getAcl().stream().map(ReplyText::text).collect(Collectors.joining(","))
                + text(znode.getStat());
    }

    private static String text(ACL entry) {
        return entry.getPerms() + ":" + entry.getId().getScheme() + ":"
                + entry.getId().getId();
    }

    private String children(GetChildren2Response znode) {
        return sorted(znode.getChildren()) + text(znode.getStat());
    }

    private static String sorted(List<String> names) {
        return names.stream().sorted().collect(Collectors.joining(" ", " [", "]"));
    }

    private static String whoAmI(WhoAmIResponse identities) {
        return sorted(identities.getClientInfo().stream()
                .map(identity -> identity.getAuthScheme() + ":" + identity.getUser())
                .toList());
    }

    private String results(MultiResponse response) {
        return response.getResultList().stream().map(this::text).collect(Collectors.joining(";", " [", " ]"));
    }

    private String text(OpResult result) {
        String type = " type " + result.getType();
        if (result instanceof OpResult.ErrorResult error) {
            return " " + KeeperException.Code.get(error.getErr());
        } else if (result instanceof OpResult.CreateResult created) {
            return type + " " + created.getPath() + (created.getStat() == null ? "" : text(created.getStat()));
        } else if (result instanceof OpResult.SetDataResult set) {
            return type + text(set.getStat());
        } else if (result instanceof OpResult.GetDataResult read) {
            return type + data(read.getData(), read.getStat());
        } else if (result instanceof OpResult.GetChildrenResult read) {
            return type + sorted(read.getChildren());
        }
        return type;
    }

    private String text(Stat stat) {
        return String.format(
                " {c=z%d m=z%d p=z%d v=%d cv=%d av=%d owner=%s len=%d n=%d}",
                stat.getCzxid(),
                stat.getMzxid(),
                stat.getPzxid(),
                stat.getVersion(),
                stat.getCversion(),
                stat.getAversion(),
                sessionNames.apply(stat.getEphemeralOwner()),
                stat.getDataLength(),
                stat.getNumChildren());
    }

    private <R extends Record> R read(R record) throws IOException {
        in.readRecord(record, "body");
        return record;
    }
}
