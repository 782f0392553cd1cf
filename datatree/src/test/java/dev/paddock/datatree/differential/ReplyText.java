package dev.paddock.datatree.differential;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.proto.Create2Response;
import org.apache.zookeeper.proto.CreateResponse;
import org.apache.zookeeper.proto.ErrorResponse;
import org.apache.zookeeper.proto.ExistsResponse;
import org.apache.zookeeper.proto.GetACLResponse;
import org.apache.zookeeper.proto.GetAllChildrenNumberResponse;
import org.apache.zookeeper.proto.GetChildren2Response;
import org.apache.zookeeper.proto.GetChildrenResponse;
import org.apache.zookeeper.proto.GetDataResponse;
import org.apache.zookeeper.proto.GetEphemeralsResponse;
import org.apache.zookeeper.proto.MultiHeader;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.SetSASLResponse;
import org.apache.zookeeper.proto.SyncResponse;
import org.apache.zookeeper.proto.WatcherEvent;
import org.apache.zookeeper.proto.WhoAmIResponse;

/** A frame from the server: a reply, or an event, as somebody would write it down. */
final class ReplyText {
    private final ReplyHeader header;
    private final ByteArrayInputStream left;
    private final BinaryInputArchive body;

    ReplyText(byte[] frame) throws IOException {
        left = new ByteArrayInputStream(frame);
        body = new BinaryInputArchive(new DataInputStream(left));
        header = read(new ReplyHeader());
    }

    ReplyHeader header() {
        return header;
    }

    boolean isEvent() {
        return header.getXid() == -1;
    }

    Naming.Event event() throws IOException {
        WatcherEvent event = read(new WatcherEvent());
        String type = switch (event.getType()) {
            case 1 -> "NodeCreated";
            case 2 -> "NodeDeleted";
            case 3 -> "NodeDataChanged";
            case 4 -> "NodeChildrenChanged";
            default -> "event " + event.getType();
        };
        String state = event.getState() == 3 ? "" : " state=" + event.getState();
        return new Naming.Event(header.getZxid(), type + " " + Words.quote(event.getPath()) + state);
    }

    /** The reply to a request of this kind. */
    String reply(int op, Naming naming) throws IOException {
        StringBuilder text = new StringBuilder(error(header.getErr()));
        text.append(' ').append(naming.advance(header.getZxid()));
        if (header.getErr() == 0) {
            text.append(result(op, naming));
        }
        if (left.available() > 0) {
            text.append(" and ").append(left.available()).append(" bytes more");
        }
        return text.toString();
    }

    private String result(int op, Naming naming) throws IOException {
        return switch (op) {
            case 2, Request.PING, 17, 18, Request.AUTH, 101, 105, Request.CLOSE_SESSION -> "";
            case 1 -> " " + Words.quote(read(new CreateResponse()).getPath());
            case 15, 19, 21 -> created(read(new Create2Response()), naming);
            case 3, 5, 7 -> " " + naming.stat(read(new ExistsResponse()).getStat());
            case 4 -> data(read(new GetDataResponse()), naming);
            case 6 -> acl(read(new GetACLResponse()), naming);
            case 8 -> names(read(new GetChildrenResponse()).getChildren());
            case 9 -> " " + Words.quote(read(new SyncResponse()).getPath());
            case 12 -> children(read(new GetChildren2Response()), naming);
            case 14, 22 -> results(naming);
            case 102 -> " " + bytes(read(new SetSASLResponse()).getToken());
            case 103 -> names(read(new GetEphemeralsResponse()).getEphemerals());
            case 104 -> " " + read(new GetAllChildrenNumberResponse()).getTotalNumber();
            case 106 -> " " + read(new ErrorResponse()).getErr();
            case 107 -> whoAmI(read(new WhoAmIResponse()));
            default -> "";
        };
    }

    private String results(Naming naming) throws IOException {
        List<String> results = new ArrayList<>();
        while (true) {
            MultiHeader sub = read(new MultiHeader());
            if (sub.getDone()) {
                String end = sub.getType() == -1 && sub.getErr() == -1 ? "" : " ended by " + sub;
                return " [" + String.join("; ", results) + "]" + end;
            }
            if (sub.getType() == -1) {
                int error = read(new ErrorResponse()).getErr();
                results.add(error(error) + (error == sub.getErr() ? "" : " but in its header " + sub.getErr()));
            } else {
                String error = sub.getErr() == 0 ? "" : " " + error(sub.getErr());
                results.add("type " + sub.getType() + error + result(sub.getType(), naming));
            }
        }
    }

    private static String created(Create2Response created, Naming naming) {
        return " " + Words.quote(created.getPath()) + " " + naming.stat(created.getStat());
    }

    private static String data(GetDataResponse node, Naming naming) {
        return " " + bytes(node.getData()) + " " + naming.stat(node.getStat());
    }

    private static String acl(GetACLResponse node, Naming naming) {
        return " " + Naming.acl(node.getAcl()) + " " + naming.stat(node.getStat());
    }

    private static String children(GetChildren2Response node, Naming naming) {
        return names(node.getChildren()) + " " + naming.stat(node.getStat());
    }

    /** Names come in any order. */
    private static String names(List<String> names) {
        return names.stream().map(Words::quote).sorted().collect(Collectors.joining(" ", " [", "]"));
    }

    private static String whoAmI(WhoAmIResponse identities) {
        return identities.getClientInfo().stream()
                .map(identity -> identity.getAuthScheme() + ":" + identity.getUser())
                .sorted()
                .collect(Collectors.joining(" ", " [", "]"));
    }

    private static String bytes(byte[] bytes) {
        if (bytes == null) {
            return "null";
        }
        return bytes.length > 1000 ? bytes.length + " bytes" : "'" + new String(bytes, StandardCharsets.UTF_8) + "'";
    }

    private static String error(int code) {
        if (code == 0) {
            return "ok";
        }
        return code + " " + KeeperException.Code.get(code);
    }

    private <R extends Record> R read(R record) throws IOException {
        body.readRecord(record, "record");
        return record;
    }

    /** The names in a reply to getChildren. */
    List<String> children() throws IOException {
        return read(new GetChildrenResponse()).getChildren();
    }
}
