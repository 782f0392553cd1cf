package dev.paddock.client.cli;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NodeAcl;
import dev.paddock.client.NodeData;
import dev.paddock.wire.Acl;
import dev.paddock.wire.CreateMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A znode in a file: {@code {"path":"/below/the/root","kind":"persistent","data":"text","acl":["world:anyone:cdrwa"]}}. Data
 * that is no UTF-8 is {@code base64}.
 *
 * @param path below the root, empty for the root itself
 */
record ExportedZnode(String path, ZnodeKind kind, byte[] data, List<Acl> acl) {
    static Map<String, Object> json(String path, NodeData node, NodeAcl acl) {
        Map<String, Object> json = Json.object("path", path);
        json.put("kind", ZnodeKind.of(node.stat()).toString());
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
        try {
            return new ExportedZnode(path, kind, DataText.get(json), acl(json.get("acl"), output));
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
        return CreateOptions.of(kind == ZnodeKind.EPHEMERAL ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT)
                .withAcl(acl);
    }
}
