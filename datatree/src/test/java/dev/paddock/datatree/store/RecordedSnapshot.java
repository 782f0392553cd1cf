package dev.paddock.datatree.store;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a snapshot holds, in plain values: to compare, and to write again. */
record RecordedSnapshot(
        Map<Long, Integer> sessions, Map<Long, List<Acl>> acls, List<RecordedNode> nodes, SnapshotTrailer trailer)
        implements SnapshotContent {

    record RecordedNode(
            String path,
            Bytes data,
            long aclId,
            long czxid,
            long mzxid,
            long ctime,
            long mtime,
            int version,
            int cversion,
            int aversion,
            long ephemeralOwner,
            long pzxid) {

        static RecordedNode of(SnapshotNode node) {
            byte[] source = node.source();
            Bytes data = node.dataLength() < 0
                    ? null
                    : Bytes.wrap(Arrays.copyOfRange(source, node.dataFrom(), node.dataFrom() + node.dataLength()));
            String path = Bytes.wrap(Arrays.copyOfRange(source, node.pathFrom(), node.pathTo()))
                    .text();
            return new RecordedNode(
                    path,
                    data,
                    node.aclId(),
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

        static RecordedNode of(String path, Bytes data, long zxid) {
            return new RecordedNode(path, data, -1, zxid, zxid, 1, 1, 0, 0, 0, 0, zxid);
        }
    }

    /** Writes what it is shown into maps and lists. */
    static class Recorder implements SnapshotVisitor {
        final Map<Long, Integer> sessions = new LinkedHashMap<>();
        final Map<Long, List<Acl>> acls = new LinkedHashMap<>();
        final List<RecordedNode> nodes = new ArrayList<>();

        @Override
        public void session(long sessionId, int timeoutMillis) {
            sessions.put(sessionId, timeoutMillis);
        }

        @Override
        public void acl(long aclId, List<Acl> acl) {
            acls.put(aclId, acl);
        }

        @Override
        public void node(SnapshotNode node) throws UnusableSnapshotException {
            nodes.add(RecordedNode.of(node));
        }

        RecordedSnapshot with(SnapshotTrailer trailer) {
            return new RecordedSnapshot(sessions, acls, nodes, trailer);
        }
    }

    static RecordedSnapshot read(byte[] bytes) throws UnusableSnapshotException {
        Recorder recorder = new Recorder();
        return recorder.with(
                SnapshotReader.read("snapshot.1", new ByteArrayInputStream(bytes), bytes.length, recorder));
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotWriter.write(out, this);
        return out.toByteArray();
    }

    @Override
    public SnapshotTrailer writeTo(SnapshotWriter out) throws IOException {
        out.sessions(sessions.size());
        for (Map.Entry<Long, Integer> session : sessions.entrySet()) {
            out.session(session.getKey(), session.getValue());
        }
        out.acls(acls.size());
        for (Map.Entry<Long, List<Acl>> acl : acls.entrySet()) {
            out.acl(acl.getKey(), acl.getValue());
        }
        for (RecordedNode node : nodes) {
            write(node, out);
        }
        return trailer;
    }

    /** Path and data as slices of larger arrays, since that is how a tree may hold them. */
    private static void write(RecordedNode node, SnapshotWriter out) throws IOException {
        byte[] path = ("before" + node.path() + "behind").getBytes(StandardCharsets.UTF_8);
        int dataLength = node.data() == null ? -1 : node.data().length();
        byte[] data = new byte[3 + Math.max(0, dataLength) + 3];
        if (node.data() != null) {
            System.arraycopy(node.data().array(), 0, data, 3, dataLength);
        }
        out.node(path, 6, path.length - 6, data, 3, dataLength, node.aclId())
                .stat(
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
