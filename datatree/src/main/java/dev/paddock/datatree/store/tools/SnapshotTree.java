package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.SnapshotNode;
import dev.paddock.datatree.store.SnapshotVisitor;
import dev.paddock.datatree.store.Snapshots;
import dev.paddock.datatree.store.UnusableSnapshotException;
import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.wire.Acl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole snapshot in memory, as it stands in its file: to be looked at, not to be served. */
final class SnapshotTree {
    private final Map<String, Node> byPath = new HashMap<>();

    /** Timeouts in milliseconds, by session. */
    private final SortedMap<Long, Integer> sessions = new TreeMap<>();

    private final Map<Long, Integer> znodesByOwner = new HashMap<>();

    private SnapshotTree() {}

    /** A znode, with the numbers of its file: they are not all what a client sees. */
    static final class Node {
        private final String path;
        private final byte[] data;
        private final Stat stat;
        private final SortedMap<String, Node> children = new TreeMap<>();

        private Node(String path, byte[] data, Stat stat) {
            this.path = path;
            this.data = data;
            this.stat = stat;
        }

        /** Empty for the root. */
        String path() {
            return path;
        }

        /** Empty where there is none. */
        byte[] data() {
            return data;
        }

        Stat stat() {
            return stat;
        }

        /** By name. */
        SortedMap<String, Node> children() {
            return children;
        }
    }

    /** What a snapshot says of a znode besides its path, data and ACL. */
    record Stat(
            long czxid,
            long mzxid,
            long ctime,
            long mtime,
            int version,
            int cversion,
            int aversion,
            long ephemeralOwner,
            long pzxid) {
        private static Stat of(SnapshotNode node) {
            return new Stat(
                    node.czxid(),
                    node.mzxid(),
                    node.ctime(),
                    node.mtime(),
                    node.version(),
                    node.cversion(),
                    node.aversion(),
                    node.ephemeralOwner(),
                    node.pzxid());
        }
    }

    /**
     * Reads a snapshot. One with a wrong seal is taken nevertheless, with a warning, if it can be read as far as its last
     * znode: ZooKeeper's tools do not look at seals, and who uses this one may have no other snapshot.
     *
     * @throws UnusableSnapshotException if it ends or makes no sense before that
     */
    static SnapshotTree read(Path file, Terminal terminal) throws UnusableSnapshotException {
        SnapshotTree tree = new SnapshotTree();
        Reader reader = tree.new Reader();
        try {
            Snapshots.read(new RealDisk(), file, reader);
        } catch (UnusableSnapshotException unusable) {
            if (!reader.complete) {
                throw unusable;
            }
            terminal.err()
                    .println(
                            "WARNING: this snapshot is damaged, and no server would load it. What follows may be wrong. "
                                    + unusable.getMessage());
        }
        return tree;
    }

    Node root() {
        return byPath.get("");
    }

    /** Null if there is none. Both "" and "/" are the root. */
    Node find(String path) {
        return byPath.get(path.equals("/") ? "" : path);
    }

    int count() {
        return byPath.size();
    }

    SortedMap<Long, Integer> sessions() {
        return sessions;
    }

    int znodesOf(long session) {
        return znodesByOwner.getOrDefault(session, 0);
    }

    /** The highest zxid that changed any znode. */
    long lastChange() {
        long last = 0;
        for (Node node : byPath.values()) {
            last = Math.max(last, Math.max(node.stat().mzxid(), node.stat().pzxid()));
        }
        return last;
    }

    /** The znodes of each depth in the order of their paths; the first layer is the root. */
    List<List<Node>> layers() {
        List<List<Node>> layers = new ArrayList<>();
        List<Node> layer = List.of(root());
        while (!layer.isEmpty()) {
            layers.add(layer);
            List<Node> next = new ArrayList<>();
            layer.forEach(node -> next.addAll(node.children().values()));
            next.sort((one, other) -> one.path().compareTo(other.path()));
            layer = next;
        }
        return layers;
    }

    private final class Reader implements SnapshotVisitor {
        /** Whether all znodes have come. */
        private boolean complete;

        @Override
        public void session(long sessionId, int timeoutMillis) {
            sessions.put(sessionId, timeoutMillis);
        }

        @Override
        public void acl(long aclId, List<Acl> acl) {
            // none of the tools shows ACLs
        }

        @Override
        public void node(SnapshotNode read) throws UnusableSnapshotException {
            byte[] source = read.source();
            String path = new String(source, read.pathFrom(), read.pathTo() - read.pathFrom(), StandardCharsets.UTF_8);
            int length = Math.max(0, read.dataLength());
            byte[] data = new byte[length];
            System.arraycopy(source, read.dataFrom(), data, 0, length);
            Node node = new Node(path, data, Stat.of(read));
            if (!path.isEmpty()) {
                int slash = path.lastIndexOf('/');
                Node parent = slash < 0 ? null : byPath.get(path.substring(0, slash));
                if (parent == null) {
                    throw read.unusable("a znode whose parent came before it, found " + path);
                }
                parent.children().put(path.substring(slash + 1), node);
            }
            byPath.put(path, node);
            if (node.stat().ephemeralOwner() != 0) {
                znodesByOwner.merge(node.stat().ephemeralOwner(), 1, Integer::sum);
            }
        }

        @Override
        public void complete() {
            complete = root() != null;
        }
    }
}
