package dev.paddock.datatree.store.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** What a file holds: as the process sees it, and as it would be after a loss of power. */
final class SimulatedFile {
    private static final int SECTOR = 512;

    /** What the running process reads. */
    private Content seen = new Content();

    /** What is on the platter for sure. */
    private Content durable = new Content();

    /** What happened to {@link #seen} since the last sync, and may have reached the platter or not. */
    private final List<Change> pending = new ArrayList<>();

    /** A write, or a new size if there are no bytes. */
    private record Change(long position, byte[] bytes, long size) {
        boolean isResize() {
            return bytes == null;
        }
    }

    long size() {
        return seen.size;
    }

    /** The bytes that take up space; holes at the end take none. */
    long used() {
        return seen.bytes.length;
    }

    /** How far the file would have to grow to take a write. */
    long growth(long position, int length) {
        return Math.max(0, position + length - used());
    }

    int read(byte[] into, int offset, int length, long position) {
        int count = (int) Math.max(0, Math.min(length, seen.size - position));
        seen.read(into, offset, count, position);
        return count;
    }

    void write(long position, byte[] bytes) {
        apply(new Change(position, bytes, Math.max(seen.size, position + bytes.length)));
    }

    void setSize(long size) {
        apply(new Change(size, null, size));
    }

    private void apply(Change change) {
        pending.add(change);
        seen.apply(change);
    }

    void sync() {
        pending.forEach(durable::apply);
        pending.clear();
    }

    /**
     * A sync that failed: something of what was pending is on the platter and the rest never will be, since the kernel
     * forgets it. The process still sees all of it.
     */
    void failSync(Random random) {
        durable = torn(random);
        pending.clear();
    }

    /** Loss of power: what was not synced is there or not, in whole or in part. */
    void crash(Random random) {
        durable = torn(random);
        pending.clear();
        seen = durable.copy();
    }

    private Content torn(Random random) {
        Content result = durable.copy();
        List<Change> stretch = new ArrayList<>();
        Iterator<Change> changes = pending.iterator();
        while (changes.hasNext()) {
            Change change = changes.next();
            if (!change.isResize() || change.size() >= lastSize(result, stretch)) {
                stretch.add(change);
            } else if (random.nextBoolean()) {
                break; // the cut, and what came after it, did not happen
            } else {
                tear(result, stretch, random);
                result.apply(change);
                stretch.clear();
            }
        }
        tear(result, stretch, random);
        return result;
    }

    private static long lastSize(Content base, List<Change> changes) {
        return changes.isEmpty() ? base.size : changes.get(changes.size() - 1).size();
    }

    /** Applies changes that only add: sectors are kept in any order, each as it was at some moment since the sync. */
    private static void tear(Content content, List<Change> changes, Random random) {
        if (changes.isEmpty()) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> {} // all lost
            case 1 -> changes.forEach(content::apply);
            case 2 -> changes.subList(0, random.nextInt(changes.size() + 1)).forEach(content::apply);
            default -> tearBySectors(content, changes, random);
        }
    }

    private static void tearBySectors(Content content, List<Change> changes, Random random) {
        TreeMap<Long, List<Change>> sectors = new TreeMap<>();
        for (Change change : changes) {
            if (!change.isResize()) {
                split(change, sectors);
            }
        }
        long sizeBefore = content.size;
        for (List<Change> versions : sectors.values()) {
            int kept = random.nextBoolean() ? versions.size() : random.nextInt(versions.size() + 1);
            versions.subList(0, kept).forEach(content::apply);
        }
        int last = random.nextBoolean() ? changes.size() - 1 : random.nextInt(changes.size() + 1) - 1;
        content.resize(last < 0 ? sizeBefore : changes.get(last).size());
    }

    private static void split(Change change, TreeMap<Long, List<Change>> sectors) {
        int from = 0;
        while (from < change.bytes().length) {
            long position = change.position() + from;
            long sector = position / SECTOR;
            int to = (int) Math.min(change.bytes().length, (sector + 1) * SECTOR - change.position());
            byte[] piece = Arrays.copyOfRange(change.bytes(), from, to);
            sectors.computeIfAbsent(sector, at -> new ArrayList<>())
                    .add(new Change(position, piece, position + piece.length));
            from = to;
        }
    }

    private static final class Content {
        /** Up to the last byte that was ever written; the rest of the size is a hole. */
        private byte[] bytes = new byte[0];

        private long size;

        Content copy() {
            Content copy = new Content();
            copy.bytes = bytes.clone();
            copy.size = size;
            return copy;
        }

        void apply(Change change) {
            if (change.isResize()) {
                resize(change.size());
                return;
            }
            int end = Math.toIntExact(change.position() + change.bytes().length);
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, end);
            }
            System.arraycopy(change.bytes(), 0, bytes, (int) change.position(), change.bytes().length);
            size = Math.max(size, end);
        }

        void resize(long newSize) {
            if (newSize < bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) newSize);
            }
            size = newSize;
        }

        void read(byte[] into, int offset, int count, long position) {
            int there = (int) Math.max(0, Math.min(count, bytes.length - position));
            if (there > 0) {
                System.arraycopy(bytes, (int) position, into, offset, there);
            }
            Arrays.fill(into, offset + there, offset + count, (byte) 0);
        }
    }
}
