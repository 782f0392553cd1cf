package dev.paddock.client.cli;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NodeAcl;
import dev.paddock.client.NodeData;
import dev.paddock.wire.Acl;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.Stat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A znode in a file: {@code {"path":"/below/the/root","kind":"persistent","data":"text","acl":["world:anyone:cdrwa"]}}. Data
 * that is no UTF-8 is {@code base64}; a kind {@code ttl} has {@code "ttl"} milliseconds.
 *
 * @param path below the root, empty for the root itself
 */
record ExportedZnode(String path, ZnodeKind kind, long ttl, byte[] data, List<Acl> acl) {
    static Map<String, Object> json(String path, NodeData node, NodeAcl acl) {
        Stat stat = node.stat();
        ZnodeKind kind = ZnodeKind.of(stat);
        Map<String, Object> json = Json.object("path", path);
        json.put("kind", kind.toString());
        if (kind == ZnodeKind.TTL) {
            json.put("ttl", ZnodeKind.ttl(stat));
        }
        DataText.put(json, node.data());
        json.put("acl", AclText.words(acl.entries()));
        return json;
    }

    /** @throws CommandFailed if it is none */
    static ExportedZnode of(Object value, Output output) throws CommandFailed {
        if (!(value instanceof Map<?, ?>)) {
            throw new CommandFailed("A znode is expected, and there is " + Json.of(value));
        }
        @SuppressWarnings("unchecked") // the keys of what JsonReader reads are texts
        Map<String, Object> json = (Map<String, Object>) value;
        ZnodeKind kind = ZnodeKind.named(String.valueOf(json.getOrDefault("kind", ZnodeKind.PERSISTENT)));
        if (!(json.get("path") instanceof String path) || kind == null) {
            throw new CommandFailed("A znode has a path and one of the known kinds, not " + Json.of(value));
        }
        long ttl = json.get("ttl") instanceof Long millis ? millis : 0;
        if (kind == ZnodeKind.TTL && ttl < 1) {
            throw new CommandFailed("A znode of the kind ttl has milliseconds in ttl, not " + Json.of(value));
        }
        try {
            return new ExportedZnode(path, kind, ttl, DataText.get(json), acl(json.get("acl"), output));
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailed("The data of " + path + " cannot be read: " + malformed.getMessage());
        }
    }

    private static List<Acl> acl(Object value, Output output) throws CommandFailed {
        if (!(value instanceof List<?> words)) {
            return Acl.OPEN;
        }
        List<Acl> acl = new ArrayList<>();
        for (Object word : words) {
            acl.add(AclText.parseEntry(String.valueOf(word), output));
        }
        return acl;
    }

    CreateOptions options() {
        CreateOptions options = switch (kind) {
            case PERSISTENT -> CreateOptions.of(CreateMode.PERSISTENT);
            case EPHEMERAL -> CreateOptions.of(CreateMode.EPHEMERAL);
            case CONTAINER -> CreateOptions.of(CreateMode.CONTAINER);
            case TTL -> CreateOptions.withTtl(Duration.ofMillis(ttl));
        };
        return options.withAcl(acl);
    }
}
