package dev.paddock.datatree.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A disk in memory that takes every liberty that {@link Disk} leaves, and takes the same ones again for the same seed.
 *
 * <p>{@link #crash} is a loss of power. A write that was not synced is then there, or lost, or torn: each sector of 512
 * bytes is as it was at some moment since the last sync, whatever became of the others, and so is the size. A name that
 * was made, changed or removed since the last {@link #syncDirectory} is there or not, each for itself. Directories
 * themselves are durable at once. After a crash every operation throws {@link SimulatedCrash} until {@link #restart};
 * open files stay dead for good, so that nothing of the old process can reach the disk of the new one.
 *
 * <p>Faults are set for a numbered operation. Operations are those that change something: create, write, setSize, sync,
 * rename, delete, createDirectories, syncDirectory. {@link #operations} counts them, so that a test can run once
 * without faults, and then once for each of them. A failed write may have written a part; what a failed sync should
 * have kept is as if lost, and a later sync does not bring it back.
 */
public final class SimulatedDisk implements Disk {
    private static final long NEVER = -1;

    /** Small seeds that differ little would all begin with the same choices. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Random random;

    /** What the process sees. */
    private Map<Path, SimulatedFile> files = new TreeMap<>();

    /** The names that would be found after a crash for sure. */
    private final Map<Path, SimulatedFile> durableNames = new TreeMap<>();

    /** What happened to names since the last sync of their directory, oldest first. */
    private final List<NameChange> pendingNames = new ArrayList<>();

    private final Set<Path> directories = new HashSet<>();

    private long operations;
    private long failAt = NEVER;
    private long crashAt = NEVER;
    private long capacity = Long.MAX_VALUE;

    /** Counts restarts; a file that was opened in an earlier life is dead. */
    private int life;

    private boolean down;

    private record NameChange(Path directory, Consumer<Map<Path, SimulatedFile>> change) {}

    public SimulatedDisk(long seed) {
        random = new Random(seed * SPREAD);
    }

    /** How many operations there were since the beginning or the last restart. */
    public synchronized long operations() {
        return operations;
    }

    /** Lets the operation with this number, counted from 0, fail with an {@code IOException}. */
    public synchronized void failAt(long operation) {
        failAt = operation;
    }

    /** Ends the process in the operation with this number, counted from 0, as by {@link #crash}. */
    public synchronized void crashAt(long operation) {
        crashAt = operation;
    }

    /** From now on at most so many bytes fit on the disk; holes take none. */
    public synchronized void setCapacity(long bytes) {
        capacity = bytes;
    }

    /** Loss of power, now. */
    public synchronized void crash() {
        down = true;
        for (NameChange pending : pendingNames) {
            if (random.nextBoolean()) {
                pending.change().accept(durableNames);
            }
        }
        pendingNames.clear();
        files = new TreeMap<>(durableNames);
        Set<SimulatedFile> done = new HashSet<>();
        for (SimulatedFile file : files.values()) {
            if (done.add(file)) {
                file.crash(random);
            }
        }
    }

    /** Power is back: a new process may use the disk. Counting starts again, faults are forgotten. */
    public synchronized void restart() {
        if (!down) {
            throw new IllegalStateException("restart without a crash");
        }
        down = false;
        life++;
        operations = 0;
        failAt = NEVER;
        crashAt = NEVER;
    }

    @Override
    public synchronized DiskFile create(Path file) throws IOException {
        requireDirectory(file.getParent());
        boolean crashing = begin("create " + file);
        SimulatedFile made = files.get(file);
        if (made == null) {
            SimulatedFile fresh = new SimulatedFile();
            changeNames(file.getParent(), names -> names.put(file, fresh));
            made = fresh;
        } else {
            made.setSize(0);
        }
        end(crashing);
        return new Handle(file, made, true);
    }

    @Override
    public synchronized DiskFile open(Path file) throws IOException {
        return new Handle(file, find(file), true);
    }

    @Override
    public synchronized DiskFile openForReading(Path file) throws IOException {
        return new Handle(file, find(file), false);
    }

    @Override
    public synchronized boolean exists(Path path) {
        requirePower();
        return files.containsKey(path) || directories.contains(path);
    }

    @Override
    public synchronized List<String> list(Path directory) throws IOException {
        requireDirectory(directory);
        Set<String> names = new TreeSet<>();
        for (Path file : files.keySet()) {
            if (directory.equals(file.getParent())) {
                names.add(file.getFileName().toString());
            }
        }
        for (Path other : directories) {
            if (directory.equals(other.getParent())) {
                names.add(other.getFileName().toString());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public synchronized long size(Path file) throws IOException {
        return find(file).size();
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        SimulatedFile file = find(from);
        if (!from.getParent().equals(to.getParent())) {
            throw new IOException("only names of one directory change in one step: " + from + ", " + to);
        }
        boolean crashing = begin("rename " + from + " to " + to);
        changeNames(to.getParent(), names -> {
            names.remove(from);
            names.put(to, file);
        });
        end(crashing);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        find(file);
        boolean crashing = begin("delete " + file);
        changeNames(file.getParent(), names -> names.remove(file));
        end(crashing);
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        boolean crashing = begin("create directory " + directory);
        for (Path path = directory; path != null; path = path.getParent()) {
            directories.add(path);
        }
        end(crashing);
    }

    @Override
    public synchronized void syncDirectory(Path directory) throws IOException {
        requireDirectory(directory);
        boolean crashing = begin("sync directory " + directory);
        end(crashing);
        for (NameChange pending : pendingNames) {
            if (pending.directory().equals(directory)) {
                pending.change().accept(durableNames);
            }
        }
        pendingNames.removeIf(pending -> pending.directory().equals(directory));
    }

    @Override
    public synchronized long freeSpace(Path directory) throws IOException {
        requireDirectory(directory);
        return capacity - used();
    }

    private long used() {
        return files.values().stream().mapToLong(SimulatedFile::used).sum();
    }

    private void changeNames(Path directory, Consumer<Map<Path, SimulatedFile>> change) {
        change.accept(files);
        pendingNames.add(new NameChange(directory, change));
    }

    private SimulatedFile find(Path file) throws IOException {
        requirePower();
        SimulatedFile found = files.get(file);
        if (found == null) {
            throw new NoSuchFileException(file.toString());
        }
        return found;
    }

    private void requireDirectory(Path directory) throws IOException {
        requirePower();
        if (!directories.contains(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
    }

    private void requirePower() {
        if (down) {
            throw new SimulatedCrash("the power is off");
        }
    }

    /** Counts an operation. Returns whether the process ends in it, which is then up to {@link #end}. */
    private boolean begin(String what) throws IOException {
        requirePower();
        long number = operations++;
        if (number == failAt) {
            throw new IOException("simulated fault: " + what);
        }
        return number == crashAt;
    }

    /** A crash comes after the operation has done what it does, since all that it did may be lost anyhow. */
    private void end(boolean crashing) {
        if (crashing) {
            crash();
            throw new SimulatedCrash("the power goes off at operation " + (operations - 1));
        }
    }

    private final class Handle implements DiskFile {
        private final Path name;
        private final SimulatedFile file;
        private final boolean writable;
        private final int born = life;
        private boolean closed;

        Handle(Path name, SimulatedFile file, boolean writable) {
            this.name = name;
            this.file = file;
            this.writable = writable;
        }

        @Override
        public long size() throws IOException {
            synchronized (SimulatedDisk.this) {
                requireOpen();
                return file.size();
            }
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                requireOpen();
                byte[] bytes = new byte[into.remaining()];
                int count = file.read(bytes, 0, bytes.length, position);
                into.put(bytes, 0, count);
                return count;
            }
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                requireWritable();
                byte[] bytes = new byte[from.remaining()];
                from.get(bytes);
                boolean crashing;
                try {
                    crashing = begin("write " + name);
                } catch (IOException fault) {
                    writePart(position, bytes, random.nextInt(bytes.length + 1));
                    throw fault;
                }
                long room = capacity - used();
                if (file.growth(position, bytes.length) > room) {
                    writePart(position, bytes, (int) Math.min(bytes.length, Math.max(0, room)));
                    throw new IOException("No space left on device");
                }
                file.write(position, bytes);
                end(crashing);
            }
        }

        private void writePart(long position, byte[] bytes, int length) {
            if (length > 0) {
                file.write(position, Arrays.copyOf(bytes, length));
            }
        }

        @Override
        public void setSize(long size) throws IOException {
            synchronized (SimulatedDisk.this) {
                requireWritable();
                boolean crashing = begin("set the size of " + name);
                file.setSize(size);
                end(crashing);
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (SimulatedDisk.this) {
                requireWritable();
                boolean crashing;
                try {
                    crashing = begin("sync " + name);
                } catch (IOException fault) {
                    file.failSync(random);
                    throw fault;
                }
                end(crashing);
                file.sync();
            }
        }

        @Override
        public void close() {
            closed = true;
        }

        private void requireWritable() throws IOException {
            requireOpen();
            if (!writable) {
                throw new NonWritableChannelException();
            }
        }

        private void requireOpen() throws IOException {
            requirePower();
            if (born != life) {
                throw new SimulatedCrash("the process that had opened " + name + " is gone");
            }
            if (closed) {
                throw new ClosedChannelException();
            }
        }
    }
}
