package dev.paddock.bench.load;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** The kinds of requests that the cases put together. Each chooses at random, from the same seed on both sides. */
final class Workloads {
    private static final int SEED = 1;
    private static final int PERCENT = 100;
    private static final int MULTI_RESULT_HEADER = 9;

    /** A frame without its path and data. */
    private static final int FRAME = 128;

    private Workloads() {}

    static int dataReply(int dataLength) {
        return Frames.REPLY_HEADER + Integer.BYTES + dataLength + Frames.STAT;
    }

    static int statReply() {
        return Frames.REPLY_HEADER + Frames.STAT;
    }

    static int pathReply(int pathLength) {
        return Frames.REPLY_HEADER + Integer.BYTES + pathLength;
    }

    /** getData and setData of random ones among the first so many of these paths. */
    static final class ReadsAndWrites implements Workload {
        private final Paths paths;
        private final int count;
        private final byte[] data;
        private final int writePercent;
        private final SplittableRandom random = new SplittableRandom(SEED);

        ReadsAndWrites(Paths paths, int count, byte[] data, int writePercent) {
            this.paths = paths;
            this.count = count;
            this.data = data;
            this.writePercent = writePercent;
        }

        static ReadsAndWrites reads(Paths paths, int count, byte[] data) {
            return new ReadsAndWrites(paths, count, data, 0);
        }

        static ReadsAndWrites writes(Paths paths, int count, byte[] data) {
            return new ReadsAndWrites(paths, count, data, PERCENT);
        }

        @Override
        public int ask(Frames out, int connection, int xid) {
            int number = random.nextInt(count);
            boolean isWrite = writePercent > 0 && random.nextInt(PERCENT) < writePercent;
            if (isWrite) {
                out.setData(xid, paths, number, data);
                return statReply();
            }
            out.getData(xid, paths, number, false);
            return dataReply(data.length);
        }

        @Override
        public int longestRequest() {
            return FRAME + (writePercent > 0 ? data.length : 0);
        }
    }

    /** Each of these paths once, from 0 on. */
    static final class Creates implements Workload {
        private final Paths paths;
        private final byte[] data;
        private int next;

        Creates(Paths paths, byte[] data) {
            this.paths = paths;
            this.data = data;
        }

        @Override
        public int ask(Frames out, int connection, int xid) {
            out.create(xid, paths, next++, data, 0);
            return pathReply(paths.length());
        }

        @Override
        public int longestRequest() {
            return FRAME + data.length;
        }
    }

    static final class CreateAncestors implements Workload {
        private final List<byte[]> paths;
        private int next;

        CreateAncestors(List<byte[]> paths) {
            this.paths = paths;
        }

        @Override
        public int ask(Frames out, int connection, int xid) {
            byte[] path = paths.get(next++);
            out.create(xid, path);
            return pathReply(path.length);
        }
    }

    /** Each connection creates an ephemeral and deletes it again. */
    static final class Ephemerals implements Workload {
        private final Paths paths;
        private final byte[] data;
        private int next;

        /** By connection: what it is to delete next, or -1. */
        private final int[] created;

        Ephemerals(Paths paths, byte[] data, int connections) {
            this.paths = paths;
            this.data = data;
            created = new int[connections];
            Arrays.fill(created, -1);
        }

        @Override
        public int ask(Frames out, int connection, int xid) {
            if (created[connection] >= 0) {
                out.delete(xid, paths, created[connection]);
                created[connection] = -1;
                return Frames.REPLY_HEADER;
            }
            created[connection] = next++;
            out.create(xid, paths, created[connection], data, Frames.EPHEMERAL);
            return pathReply(paths.length());
        }

        @Override
        public int longestRequest() {
            return FRAME + data.length;
        }
    }

    /** A multi of so many setData. */
    static final class Multis implements Workload {
        private final Paths paths;
        private final int count;
        private final byte[] data;
        private final int parts;
        private final SplittableRandom random = new SplittableRandom(SEED);

        Multis(Paths paths, int count, byte[] data, int parts) {
            this.paths = paths;
            this.count = count;
            this.data = data;
            this.parts = parts;
        }

        @Override
        public int ask(Frames out, int connection, int xid) {
            out.beginMulti(xid);
            for (int part = 0; part < parts; part++) {
                out.multiSetData(paths, random.nextInt(count), data);
            }
            out.endMulti();
            return Frames.REPLY_HEADER + parts * (MULTI_RESULT_HEADER + Frames.STAT) + MULTI_RESULT_HEADER;
        }

        @Override
        public int longestRequest() {
            return FRAME + parts * (FRAME + data.length);
        }
    }

    /** The names of so many children, again and again. */
    static final class Lists implements Workload {
        private final byte[] parent;
        private final int replyLength;

        Lists(byte[] parent, int children, int nameLength) {
            this.parent = parent;
            replyLength = Frames.REPLY_HEADER + Integer.BYTES + children * (Integer.BYTES + nameLength) + Frames.STAT;
        }

        @Override
        public int ask(Frames out, int connection, int xid) {
            out.getChildren2(xid, parent);
            return replyLength;
        }
    }

    /** Sets watches: each connection walks through the paths, alone or together with the others. */
    static final class SetWatches implements Workload {
        private final Paths paths;
        private final int dataLength;
        private final Watchers watchers;

        /** By connection: how many it has set. */
        private final int[] set;

        SetWatches(Paths paths, int dataLength, Watchers watchers) {
            this.paths = paths;
            this.dataLength = dataLength;
            this.watchers = watchers;
            set = new int[watchers.connections()];
        }

        @Override
        public int ask(Frames out, int connection, int xid) {
            out.getData(xid, paths, watchers.path(connection, set[connection]++), true);
            return dataReply(dataLength);
        }

        @Override
        public boolean hasMore(int connection) {
            return set[connection] < watchers.of(connection);
        }
    }

    /** Changes each path once. The events must be those of all watches, each once. */
    static final class FireWatches implements Workload {
        private static final int DATA_CHANGED = 3;
        private static final int CONNECTED = 3;

        private final Paths paths;
        private final byte[] data;
        private final Watchers watchers;
        private final BitSet seen = new BitSet();
        private int next;
        private int missing;

        FireWatches(Paths paths, byte[] data, Watchers watchers) {
            this.paths = paths;
            this.data = data;
            this.watchers = watchers;
            missing = watchers.watches();
        }

        @Override
        public int ask(Frames out, int connection, int xid) {
            out.setData(xid, paths, next++, data);
            return statReply();
        }

        @Override
        public boolean event(int connection, FrameChannel event) {
            int path = event.getNumberAtEnd();
            int watch = connection * watchers.paths() + path;
            boolean isExpected = event.getInt(Frames.REPLY_HEADER) == DATA_CHANGED
                    && event.getInt(Frames.REPLY_HEADER + Integer.BYTES) == CONNECTED
                    && watchers.has(connection, path)
                    && !seen.get(watch);
            seen.set(watch);
            missing--;
            return isExpected;
        }

        @Override
        public boolean isSettled() {
            return missing <= 0;
        }
    }

    /**
     * Who watches what.
     *
     * @param areShared whether every connection watches every path, or each path has one watcher
     */
    record Watchers(int connections, int paths, boolean areShared) {
        static Watchers eachOfItsOwn(int connections, int watches) {
            return new Watchers(connections, watches, false);
        }

        static Watchers ofTheSame(int paths, int watches) {
            return new Watchers(watches / paths, paths, true);
        }

        int watches() {
            return areShared ? connections * paths : paths;
        }

        /** How many this connection sets. */
        int of(int connection) {
            return areShared ? paths : (paths - connection + connections - 1) / connections;
        }

        /** The path of the watch that this connection sets as its {@code turn}th, from 0. */
        int path(int connection, int turn) {
            return areShared ? turn : connection + turn * connections;
        }

        boolean has(int connection, int path) {
            return areShared || path % connections == connection;
        }
    }
}
