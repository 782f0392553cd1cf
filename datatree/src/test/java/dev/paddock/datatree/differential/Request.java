package dev.paddock.datatree.differential;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.proto.AddWatchRequest;
import org.apache.zookeeper.proto.AuthPacket;
import org.apache.zookeeper.proto.CheckVersionRequest;
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
import org.apache.zookeeper.proto.GetSASLRequest;
import org.apache.zookeeper.proto.MultiHeader;
import org.apache.zookeeper.proto.ReconfigRequest;
import org.apache.zookeeper.proto.RemoveWatchesRequest;
import org.apache.zookeeper.proto.SetACLRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.apache.zookeeper.proto.SetWatches;
import org.apache.zookeeper.proto.SetWatches2;
import org.apache.zookeeper.proto.SyncRequest;

/**
 * A request as a client puts it on the wire, read from words such as {@code create /a data acl=31:world:anyone flags=1}.
 *
 * <p>An ACL is {@code perms:scheme:id} joined by commas, {@code null}, or {@code none} for an empty one. Anything that
 * clients would never send is {@code raw OPCODE HEX}, or {@code truncated BYTES …} and {@code surplus HEX …} before another
 * request.
 */
record Request(int op, byte[] body) {
    static final int CLOSE_SESSION = -11;
    static final int PING = 11;
    static final int AUTH = 100;

    private static final String OPEN = "31:world:anyone";
    private static final int MULTI = 14;
    private static final int MULTI_READ = 22;

    /** Reads the words up to their end, or to that of a sub-operation. The last zxid is what {@code T} stands for. */
    static Request read(Words words, long lastZxid) {
        String name = words.next();
        return switch (name) {
            case "create" -> create(1, words, "0");
            case "create2" -> create(15, words, "0");
            case "createContainer" -> create(19, words, "4");
            case "createTTL" -> createTtl(words);
            case "delete" -> of(2, new DeleteRequest(words.next(), words.nextInt(-1)));
            case "deleteContainer" -> new Request(20, string(words.next()));
            case "exists" -> of(3, new ExistsRequest(words.next(), words.nextIs("watch")));
            case "getData" -> of(4, new GetDataRequest(words.next(), words.nextIs("watch")));
            case "setData" -> of(5, new SetDataRequest(words.next(), data(words.next()), words.nextInt(-1)));
            case "getACL" -> of(6, new GetACLRequest(words.next()));
            case "setACL" -> of(7, new SetACLRequest(words.next(), acl(words.next()), words.nextInt(-1)));
            case "getChildren" -> of(8, new GetChildrenRequest(words.next(), words.nextIs("watch")));
            case "sync" -> of(9, new SyncRequest(words.next()));
            case "ping" -> new Request(PING, new byte[0]);
            case "getChildren2" -> of(12, new GetChildren2Request(words.next(), words.nextIs("watch")));
            case "check" -> of(13, new CheckVersionRequest(words.next(), words.nextInt(-1)));
            case "multi" -> multi(MULTI, words, lastZxid);
            case "reconfig" -> of(16, new ReconfigRequest(words.next(), words.next(), words.next(), words.nextInt(-1)));
            case "checkWatches" -> of(17, new CheckWatchesRequest(words.next(), words.nextInt()));
            case "removeWatches" -> of(18, new RemoveWatchesRequest(words.next(), words.nextInt()));
            case "multiRead" -> multi(MULTI_READ, words, lastZxid);
            case "auth" -> of(AUTH, new AuthPacket(0, words.next(), data(words.next())));
            case "setWatches" -> of(101, new SetWatches(zxid(words, lastZxid), list(words), list(words), list(words)));
            case "sasl" -> of(102, new GetSASLRequest(data(words.next())));
            case "getEphemerals" -> of(103, new GetEphemeralsRequest(words.next()));
            case "getAllChildrenNumber" -> of(104, new GetAllChildrenNumberRequest(words.next()));
            case "setWatches2" ->
                of(
                        105,
                        new SetWatches2(
                                zxid(words, lastZxid),
                                list(words),
                                list(words),
                                list(words),
                                list(words),
                                list(words)));
            case "addWatch" -> of(106, new AddWatchRequest(words.next(), words.nextInt()));
            case "whoAmI" -> new Request(107, new byte[0]);
            case "closeSession" -> new Request(CLOSE_SESSION, new byte[0]);
            case "raw" -> new Request(words.nextInt(), words.atEnd() ? new byte[0] : hex(words.next()));
            case "truncated" -> {
                int bytes = words.nextInt();
                Request whole = read(words, lastZxid);
                yield new Request(whole.op, Arrays.copyOf(whole.body, whole.body.length - bytes));
            }
            case "surplus" -> {
                byte[] surplus = hex(words.next());
                Request whole = read(words, lastZxid);
                yield new Request(whole.op, join(whole.body, surplus));
            }
            default -> throw new IllegalArgumentException("unknown request " + name);
        };
    }

    byte[] frame(int xid) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(xid)
                .putInt(op)
                .put(body)
                .array();
    }

    private static Request create(int op, Words words, String usualFlags) {
        int flags = Integer.parseInt(words.option("flags", usualFlags));
        List<ACL> acl = acl(words.option("acl", OPEN));
        return of(op, new CreateRequest(words.next(), optionalData(words), acl, flags));
    }

    private static Request createTtl(Words words) {
        int flags = Integer.parseInt(words.option("flags", "5"));
        long ttl = Long.decode(words.option("ttl", "0"));
        List<ACL> acl = acl(words.option("acl", OPEN));
        return of(21, new CreateTTLRequest(words.next(), optionalData(words), acl, flags, ttl));
    }

    private static Request multi(int op, Words words, long lastZxid) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!words.isEmpty()) {
            Request sub = read(words, lastZxid);
            bytes.writeBytes(bytes(new MultiHeader(sub.op, false, -1)));
            bytes.writeBytes(sub.body);
            if (!words.nextIs(";")) {
                break;
            }
        }
        bytes.writeBytes(bytes(new MultiHeader(-1, true, -1)));
        return new Request(op, bytes.toByteArray());
    }

    private static byte[] optionalData(Words words) {
        return words.atEnd() ? new byte[0] : data(words.next());
    }

    private static byte[] data(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<ACL> acl(String text) {
        if (text == null || text.equals("null")) {
            return null;
        }
        List<ACL> acl = new ArrayList<>();
        if (!text.equals("none")) {
            for (String entry : text.split(",")) {
                String[] parts = entry.split(":", 3);
                acl.add(new ACL(Integer.parseInt(parts[0]), new Id(orNull(parts[1]), orNull(parts[2]))));
            }
        }
        return acl;
    }

    private static String orNull(String text) {
        return text.equals("null") ? null : text;
    }

    /** A zxid: a number, {@code T} for the last one, or {@code T-3}. */
    private static long zxid(Words words, long lastZxid) {
        String text = words.next();
        if (!text.startsWith("T")) {
            return Long.decode(text);
        }
        return lastZxid + (text.length() == 1 ? 0 : Long.parseLong(text.substring(1)));
    }

    /** Paths joined by commas; {@code -} for none of them, {@code null} for no list; within a list {@code null} is a null. */
    private static List<String> list(Words words) {
        String text = words.next();
        if (text == null) {
            return null;
        }
        return text.equals("-")
                ? List.of()
                : Arrays.stream(text.split(",")).map(Request::orNull).toList();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] string(String text) {
        return bytes(new SyncRequest(text));
    }

    private static Request of(int op, Record body) {
        return new Request(op, bytes(body));
    }

    static byte[] bytes(Record record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            record.serialize(new BinaryOutputArchive(new DataOutputStream(bytes)), "record");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
