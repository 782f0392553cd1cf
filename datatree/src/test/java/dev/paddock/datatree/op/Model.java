package dev.paddock.datatree.op;

import dev.paddock.datatree.Result;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.EventType;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.Create2Response;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.CreateResponse;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.EmptyResponse;
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
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.MultiResult;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.StatResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server does, said once more and as simply as it goes: a map of paths, in strings, and the rules in the order in
 * which the protocol's description has them. It is what the real thing is held against.
 */
final class Model {
    static final long CONTAINER = 0x8000000000000000L;
    private static final String QUOTA = "/zookeeper/quota";
    private static final String LIMITS = "/zookeeper_limits";
    private static final String STATS = "/zookeeper_stats";

    /** The root is "". */
    final TreeMap<String, Node> nodes = new TreeMap<>();

    final TreeMap<Long, Integer> sessions = new TreeMap<>();
    private final Map<Long, List<Id>> identities;
    private final Rules rules;

    static final class Node {
        long cz;
        long mz;
        long pz;
        long ctime;
        long mtime;
        int v;
        int av;
        int creations;
        int children;
        long owner;
        Bytes data;
        List<Acl> acl;

        Node copy() {
            Node copy = new Node();
            copy.cz = cz;
            copy.mz = mz;
            copy.pz = pz;
            copy.ctime = ctime;
            copy.mtime = mtime;
            copy.v = v;
            copy.av = av;
            copy.creations = creations;
            copy.children = children;
            copy.owner = owner;
            copy.data = data;
            copy.acl = acl;
            return copy;
        }

        boolean isEphemeral() {
            return owner != 0 && owner != CONTAINER && owner >>> 56 != 0xFF;
        }

        int length() {
            return data == null ? 0 : data.length();
        }

        Stat stat() {
            long shown = isEphemeral() ? owner : 0;
            return new Stat(cz, mz, ctime, mtime, v, 2 * creations - children, av, shown, length(), children, pz);
        }
    }

    /** What happened to a write. */
    record Answer(Result result, List<WatchEvent> events) {}

    /** One request, as far as all its parts have it in common. */
    private record Turn(long session, long zxid, long time, Model committed, List<WatchEvent> events) {}

    private static final class Refusal extends RuntimeException {
        private final ErrorCode error;

        Refusal(ErrorCode error) {
            super(error.name(), null, false, false);
            this.error = error;
        }
    }

    Model(Rules rules, Map<Long, List<Id>> identities) {
        this.rules = rules;
        this.identities = identities;
        reserved("", Acl.OPEN, 0, 1);
        reserved("/zookeeper", Acl.OPEN, 0, 2);
        reserved(QUOTA, Acl.OPEN, 0, 0);
        reserved("/zookeeper/config", Acl.READ_ONLY, -1, 0);
    }

    private void reserved(String path, List<Acl> acl, int av, int children) {
        Node node = new Node();
        node.data = Bytes.EMPTY;
        node.acl = acl;
        node.av = av;
        node.children = children;
        nodes.put(path, node);
    }

    private Model copy() {
        Model copy = new Model(rules, identities);
        copy.take(this);
        return copy;
    }

    private void take(Model other) {
        nodes.clear();
        other.nodes.forEach((path, node) -> nodes.put(path, node.copy()));
        sessions.clear();
        sessions.putAll(other.sessions);
    }

    Answer openSession(long id, int timeout) {
        sessions.put(id, timeout);
        return new Answer(Result.of(new EmptyResponse()), List.of());
    }

    Answer write(Request request, long session, long zxid, long time) {
        Model before = copy();
        Turn turn = new Turn(session, zxid, time, before, new ArrayList<>());
        try {
            Response response =
                    request instanceof MultiRequest multi ? multi(multi, turn, before) : change(request, turn);
            return new Answer(Result.of(response), turn.events());
        } catch (Refusal refusal) {
            take(before);
            return new Answer(Result.of(refusal.error), List.of());
        }
    }

    /** 8.2 */
    private Response multi(MultiRequest multi, Turn turn, Model before) {
        List<MultiResult> results = new ArrayList<>();
        for (Request part : multi.operations()) {
            try {
                results.add(new MultiResult(resultType(part), change(asInMulti(part), turn)));
            } catch (Refusal refusal) {
                take(before);
                turn.events().clear();
                List<MultiResult> failed = new ArrayList<>();
                for (int i = 0; i < multi.operations().size(); i++) {
                    int k = results.size();
                    failed.add(MultiResult.ofError(i < k ? 0 : i == k ? refusal.error.code() : -2));
                }
                return new MultiResponse(failed);
            }
        }
        return new MultiResponse(results);
    }

    /** 3.1, the lines about multi */
    private static Request asInMulti(Request part) {
        if (part instanceof CreateRequest create && create.flags() >= 0 && create.flags() <= 4) {
            boolean container = create.flags() == 4 || create.op() == OpCode.CREATE_CONTAINER;
            OpCode plain = create.op() == OpCode.CREATE_TTL ? OpCode.CREATE : create.op();
            return new CreateRequest(
                    container ? OpCode.CREATE_CONTAINER : plain,
                    create.path(),
                    create.data(),
                    create.acl(),
                    create.flags(),
                    -1);
        }
        return part;
    }

    private static OpCode resultType(Request part) {
        if (part instanceof CreateRequest) {
            return asInMulti(part).op() == OpCode.CREATE ? OpCode.CREATE : OpCode.CREATE2;
        }
        return part.op();
    }

    private Response change(Request request, Turn turn) {
        if (request instanceof CreateRequest create) {
            return create(create, turn);
        } else if (request instanceof DeleteRequest delete) {
            return delete(delete, turn);
        } else if (request instanceof DeleteContainerRequest delete) {
            return deleteContainer(delete, turn);
        } else if (request instanceof SetDataRequest setData) {
            return setData(setData, turn);
        } else if (request instanceof SetAclRequest setAcl) {
            return setAcl(setAcl, turn);
        } else if (request instanceof CheckRequest check) {
            return check(check, turn);
        } else if (request instanceof CloseSessionRequest) {
            return closeSession(turn);
        }
        throw new AssertionError(request);
    }

    /** 3.2 and 3.3 */
    private Response create(CreateRequest request, Turn turn) {
        int flags = request.flags();
        boolean ttlFlags = flags == 5 || flags == 6;
        boolean sequential = flags == 2 || flags == 3 || flags == 6;
        refuseIf(flags < 0 || flags > 6, ErrorCode.BAD_ARGUMENTS);
        refuseIf(ttlFlags && !rules.extendedTypes(), ErrorCode.UNIMPLEMENTED);
        long ttl = request.op() == OpCode.CREATE_TTL ? request.ttl() : -1;
        refuseIf(ttlFlags && (ttl < 1 || ttl > 1_099_511_627_775L), ErrorCode.BAD_ARGUMENTS);
        // A ttl below 0 would pass here, and stop the original.
        refuseIf(!ttlFlags && request.op() == OpCode.CREATE_TTL, ErrorCode.BAD_ARGUMENTS);
        requireSession(turn);
        String base = requireCuttable(request.path());
        List<Acl> acl = fixUp(request.acl(), turn);
        String parentPath = parentOf(base);
        Node parent = require(parentPath);
        requirePermission(parent, 4, turn);
        String path = sequential ? base + String.format("%010d", parent.creations) : base;
        refuseIf(!isValid(path), ErrorCode.BAD_ARGUMENTS);
        refuseIf(get(path) != null, ErrorCode.NODE_EXISTS);
        refuseIf(parent.isEphemeral(), ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        int length = request.data() == null ? 0 : request.data().length();
        turn.committed().enforceQuota(path, 1, length);

        Node node = new Node();
        node.cz = turn.zxid();
        node.mz = turn.zxid();
        node.pz = turn.zxid();
        node.ctime = turn.time();
        node.mtime = turn.time();
        node.data = request.data();
        node.acl = acl;
        boolean ephemeral = flags == 1 || flags == 3;
        node.owner = switch (request.op()) {
            case CREATE_CONTAINER -> CONTAINER;
            case CREATE_TTL -> 0xFF00000000000000L | ttl;
            default -> ephemeral ? turn.session() : 0;
        };
        if (parent.creations < Integer.MAX_VALUE) {
            parent.creations++;
            parent.pz = turn.zxid();
        }
        parent.children++;
        nodes.put(path, node);
        event(turn, EventType.NODE_CREATED, path, node);
        event(turn, EventType.NODE_CHILDREN_CHANGED, parentPath, parent);
        Stat stat = node.stat();
        charge(path, 1, length);
        if (path.startsWith(QUOTA + "/") && path.endsWith(STATS)) {
            String root = path.substring(QUOTA.length(), path.length() - STATS.length());
            long count = 0;
            long bytes = 0;
            for (Map.Entry<String, Node> each : nodes.entrySet()) {
                if (each.getKey().equals(root) || each.getKey().startsWith(root + "/")) {
                    count++;
                    bytes += each.getValue().length();
                }
            }
            node.data = Bytes.ofText("count=" + count + ",bytes=" + bytes);
            stat = node.stat();
        }
        return request.op() == OpCode.CREATE
                ? new CreateResponse(Utf8.of(path))
                : new Create2Response(Utf8.of(path), stat);
    }

    /** 4 */
    private Response delete(DeleteRequest request, Turn turn) {
        requireSession(turn);
        String path = requireCuttable(request.path());
        refuseIf(isReserved(path), ErrorCode.BAD_ARGUMENTS);
        Node parent = require(parentOf(path));
        requirePermission(parent, 8, turn);
        Node node = require(path);
        requireVersion(request.expected(), node.v);
        refuseIf(node.children > 0, ErrorCode.NOT_EMPTY);
        remove(path, turn);
        return new EmptyResponse();
    }

    private Response deleteContainer(DeleteContainerRequest request, Turn turn) {
        String path = requireCuttable(request.path());
        refuseIf(isReserved(path), ErrorCode.BAD_ARGUMENTS);
        Node node = require(path);
        refuseIf(node.children > 0, ErrorCode.NOT_EMPTY);
        refuseIf(node.isEphemeral(), ErrorCode.BAD_VERSION);
        remove(path, turn);
        return new EmptyResponse();
    }

    private void remove(String path, Turn turn) {
        String parentPath = parentOf(path);
        Node parent = get(parentPath);
        Node node = nodes.remove(path);
        parent.children--;
        parent.pz = turn.zxid();
        event(turn, EventType.NODE_DELETED, path, node);
        event(turn, EventType.NODE_CHILDREN_CHANGED, parentPath, parent);
        charge(path, -1, -node.length());
    }

    /** 5 */
    private Response setData(SetDataRequest request, Turn turn) {
        requireSession(turn);
        String path = requireValid(request.path());
        Node node = require(path);
        requirePermission(node, 2, turn);
        int length = request.data() == null ? 0 : request.data().length();
        turn.committed().enforceQuota(path, 0, length - node.length());
        requireVersion(request.expected(), node.v);
        int growth = length - node.length();
        node.data = request.data();
        node.v++;
        node.mz = turn.zxid();
        node.mtime = turn.time();
        event(turn, EventType.NODE_DATA_CHANGED, path, node);
        Stat stat = node.stat();
        charge(path, 0, growth);
        return new StatResponse(stat);
    }

    /** 6.1 */
    private Response setAcl(SetAclRequest request, Turn turn) {
        requireSession(turn);
        String path = requireValid(request.path());
        List<Acl> acl = fixUp(request.acl(), turn);
        Node node = require(path);
        requirePermission(node, 16, turn);
        requireVersion(request.expected(), node.av);
        node.acl = acl;
        node.av++;
        return new StatResponse(node.stat());
    }

    /** 8.1 */
    private Response check(CheckRequest request, Turn turn) {
        requireSession(turn);
        Node node = require(requireValid(request.path()));
        requirePermission(node, 1, turn);
        requireVersion(request.expected(), node.v);
        return new EmptyResponse();
    }

    /** 11.5 */
    private Response closeSession(Turn turn) {
        sessions.remove(turn.session());
        for (String path : List.copyOf(nodes.keySet())) {
            Node node = nodes.get(path);
            if (node.isEphemeral() && node.owner == turn.session()) {
                remove(path, turn);
            }
        }
        return new EmptyResponse();
    }

    /** 7 */
    Result read(Request request, long session) {
        try {
            return Result.of(answer(request, new Turn(session, 0, 0, this, List.of())));
        } catch (Refusal refusal) {
            return Result.of(refusal.error);
        }
    }

    private Response answer(Request request, Turn turn) {
        if (request instanceof ExistsRequest exists) {
            refuseIf(exists.path() != null && text(exists.path()).indexOf(0) >= 0, ErrorCode.BAD_ARGUMENTS);
            return new StatResponse(requireReadable(exists.path(), turn).stat());
        } else if (request instanceof GetDataRequest getData) {
            Node node = requireReadable(getData.path(), turn);
            return new GetDataResponse(node.data, node.stat());
        } else if (request instanceof GetChildrenRequest getChildren) {
            Node node = requireReadable(getChildren.path(), turn);
            List<Utf8> names = namesBelow(text(getChildren.path()));
            return getChildren.op() == OpCode.GET_CHILDREN
                    ? new GetChildrenResponse(names)
                    : new GetChildren2Response(names, node.stat());
        } else if (request instanceof GetAclRequest getAcl) {
            refuseIf(getAcl.path() == null, ErrorCode.MARSHALLING_ERROR);
            Node node = require(text(getAcl.path()));
            requirePermission(node, 1 | 16, turn);
            return new GetAclResponse(mayDo(node, 16, turn) ? node.acl : redacted(node.acl), node.stat());
        } else if (request instanceof GetAllChildrenNumberRequest number) {
            requireReadable(number.path(), turn);
            String path = text(number.path());
            String prefix = path.equals("/") ? "/" : path + "/";
            int below = (int) nodes.keySet().stream()
                    .filter(each -> each.startsWith(prefix))
                    .count();
            return new GetAllChildrenNumberResponse(path.isEmpty() ? below + 1 : below);
        } else if (request instanceof GetEphemeralsRequest ephemerals) {
            String prefix = ephemerals.prefix() == null ? "" : text(ephemerals.prefix());
            boolean all = prefix.isBlank() || prefix.trim().equals("/");
            List<Utf8> paths = new ArrayList<>();
            nodes.forEach((path, node) -> {
                boolean own = node.isEphemeral() && node.owner == turn.session() && sessions.containsKey(node.owner);
                if (own && (all || path.startsWith(prefix))) {
                    paths.add(Utf8.of(path));
                }
            });
            return new GetEphemeralsResponse(paths);
        }
        throw new AssertionError(request);
    }

    private List<Utf8> namesBelow(String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        List<Utf8> names = new ArrayList<>();
        for (String each : nodes.keySet()) {
            if (each.startsWith(prefix) && each.indexOf('/', prefix.length()) < 0) {
                names.add(Utf8.of(each.substring(prefix.length())));
            }
        }
        return names;
    }

    private static List<Acl> redacted(List<Acl> acl) {
        List<Acl> shown = new ArrayList<>();
        for (Acl entry : acl) {
            boolean digest = entry.id().scheme().equals("digest");
            String id = entry.id().id();
            shown.add(digest ? new Acl(entry.permissions(), new Id("digest", id.replaceFirst(":.*", ":x"))) : entry);
        }
        return shown;
    }

    private Node requireReadable(Utf8 path, Turn turn) {
        refuseIf(path == null, ErrorCode.MARSHALLING_ERROR);
        Node node = require(text(path));
        requirePermission(node, 1, turn);
        return node;
    }

    private static void event(Turn turn, EventType type, String path, Node node) {
        turn.events().add(new WatchEvent(type, Utf8.of(path.isEmpty() ? "/" : path), node.acl));
    }

    private void requireSession(Turn turn) {
        refuseIf(!sessions.containsKey(turn.session()), ErrorCode.SESSION_EXPIRED);
    }

    private Node get(String path) {
        return nodes.get(path.equals("/") ? "" : path);
    }

    private Node require(String path) {
        Node node = get(path);
        refuseIf(node == null, ErrorCode.NO_NODE);
        return node;
    }

    private static void requireVersion(ExpectedVersion expected, int version) {
        refuseIf(expected.toWire() != -1 && expected.toWire() != version, ErrorCode.BAD_VERSION);
    }

    private static void refuseIf(boolean refused, ErrorCode error) {
        if (refused) {
            throw new Refusal(error);
        }
    }

    // Paths: 1.1 and 1.2.

    private static String text(Utf8 path) {
        return path.toString();
    }

    private static String parentOf(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String requireCuttable(Utf8 path) {
        refuseIf(path == null, ErrorCode.MARSHALLING_ERROR);
        String text = text(path);
        refuseIf(text.indexOf('/') < 0 || text.indexOf(0) >= 0, ErrorCode.BAD_ARGUMENTS);
        return text;
    }

    private static String requireValid(Utf8 path) {
        refuseIf(path == null || !isValid(text(path)), ErrorCode.BAD_ARGUMENTS);
        return text(path);
    }

    private static boolean isReserved(String path) {
        return List.of("/", "/zookeeper", QUOTA, "/zookeeper/config").contains(path);
    }

    static boolean isValid(String path) {
        if (path.equals("/")) {
            return true;
        }
        if (!path.startsWith("/") || path.endsWith("/")) {
            return false;
        }
        for (String name : path.substring(1).split("/")) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return false;
            }
        }
        return path.chars()
                .noneMatch(c -> c < 0x20 || c >= 0x7F && c <= 0x9F || c >= 0xD800 && c <= 0xF8FF || c >= 0xFFF0);
    }

    // ACLs: 3.5 and 6.3.

    private List<Acl> fixUp(List<Acl> asked, Turn turn) {
        refuseIf(asked == null || asked.isEmpty(), ErrorCode.INVALID_ACL);
        List<Acl> stored = new ArrayList<>();
        for (Acl entry : new LinkedHashSet<>(asked)) {
            refuseIf(entry.id().scheme() == null, ErrorCode.INVALID_ACL);
            switch (entry.id().scheme()) {
                case "world" -> {
                    refuseIf(!"anyone".equals(entry.id().id()), ErrorCode.INVALID_ACL);
                    stored.add(entry);
                }
                case "digest" -> {
                    refuseIf(entry.id().id().split(":").length != 2, ErrorCode.INVALID_ACL);
                    stored.add(entry);
                }
                case "auth" -> {
                    int before = stored.size();
                    for (Id id : identities.get(turn.session())) {
                        if (id.scheme().equals("digest")) {
                            stored.add(new Acl(entry.permissions(), id));
                        }
                    }
                    refuseIf(stored.size() == before, ErrorCode.INVALID_ACL);
                }
                default -> refuseIf(true, ErrorCode.INVALID_ACL);
            }
        }
        return stored;
    }

    private void requirePermission(Node node, int wanted, Turn turn) {
        refuseIf(!mayDo(node, wanted, turn), ErrorCode.NO_AUTH);
    }

    private boolean mayDo(Node node, int wanted, Turn turn) {
        List<Id> ids = identities.get(turn.session());
        if (ids.stream().anyMatch(id -> id.scheme().equals("super"))) {
            return true;
        }
        return node.acl.stream()
                .anyMatch(entry -> (entry.permissions() & wanted) != 0
                        && (entry.id().equals(Id.ANYONE) || ids.contains(entry.id())));
    }

    // Quotas: 13.

    private String deepestQuota(String path) {
        for (String root = path; !root.isEmpty(); root = parentOf(root)) {
            if (nodes.containsKey(QUOTA + root + LIMITS)) {
                return root;
            }
        }
        return null;
    }

    private void charge(String path, long count, long bytes) {
        String root = path.equals("/") ? null : deepestQuota(path);
        Node stats = root == null ? null : nodes.get(QUOTA + root + STATS);
        if (stats != null) {
            Map<String, Long> usage = parse(stats.data);
            Map<String, Long> values = usage == null ? new TreeMap<>() : usage;
            long newCount = values.getOrDefault("count", -1L) + count;
            long newBytes = values.getOrDefault("bytes", -1L) + bytes;
            values.remove("count");
            values.remove("bytes");
            StringBuilder text = new StringBuilder("count=" + newCount + ",bytes=" + newBytes);
            text.append(values.isEmpty() ? "" : "=");
            values.forEach((key, value) -> text.append(";" + key + "=" + value));
            stats.data = Bytes.ofText(text.toString());
        }
    }

    private void enforceQuota(String path, long count, long bytes) {
        String root = !rules.enforceQuota() || path.equals("/") ? null : deepestQuota(path);
        Node limits = root == null ? null : nodes.get(QUOTA + root + LIMITS);
        Node stats = root == null ? null : nodes.get(QUOTA + root + STATS);
        if (limits == null || stats == null) {
            return;
        }
        Map<String, Long> allowed = parse(limits.data);
        refuseIf(allowed == null, ErrorCode.MARSHALLING_ERROR);
        Map<String, Long> parsed = parse(stats.data);
        Map<String, Long> usage = parsed == null ? Map.of() : parsed;
        long hardCount = allowed.getOrDefault("countHardLimit", -1L);
        long hardBytes = allowed.getOrDefault("byteHardLimit", -1L);
        boolean tooMany = count != 0 && hardCount >= 0 && usage.getOrDefault("count", -1L) + count > hardCount;
        boolean tooLong = bytes != 0 && hardBytes >= 0 && usage.getOrDefault("bytes", -1L) + bytes > hardBytes;
        refuseIf(tooMany || tooLong, ErrorCode.QUOTA_EXCEEDED);
    }

    /** Null if it cannot be read. */
    private static TreeMap<String, Long> parse(Bytes data) {
        if (data == null) {
            return null;
        }
        TreeMap<String, Long> values = new TreeMap<>();
        if (data.length() == 0) {
            return values;
        }
        for (String pair : data.text().split("[,;]+")) {
            String[] fields = pair.split("=");
            if (fields.length < 2 || !fields[1].isEmpty() && !fields[1].matches("-?\\d{1,18}")) {
                return null;
            }
            values.put(fields[0], fields[1].isEmpty() ? -1 : Long.parseLong(fields[1]));
        }
        return values;
    }
}
