package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.DiskFile;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one directory. A new one is written under a name that no server reads, and gets its own only when
 * all of it is on disk: what is called a snapshot has been complete once.
 */
public final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final String TEMPORARY = ".tmp-";
    private static final String RECEIVED = "received-";
    private static final String INCOMPLETE = "incomplete-";

    private final Disk disk;
    private final Path directory;

    public Snapshots(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /** Those with exactly the name of a snapshot, whatever is in them. */
    public List<SnapshotFile> newestFirst() throws IOException {
        return disk.list(directory).stream()
                .map(name -> SnapshotFile.ofName(directory, name))
                .flatMap(Optional::stream)
                .sorted(SnapshotFile.NEWEST_FIRST)
                .toList();
    }

    /** Names that a person, or ZooKeeper, could take for those of snapshots: never read here, and never purged. */
    public List<String> lookAlikes() throws IOException {
        return disk.list(directory).stream().filter(SnapshotFile::looksLikeOne).toList();
    }

    /** Whether ZooKeeper would try to load this file, which it decides by a few bytes. */
    public boolean looksComplete(SnapshotFile snapshot) throws IOException {
        try (DiskFile file = disk.openForReading(snapshot.path())) {
            return snapshot.compression().looksComplete(file);
        }
    }

    /** Shows the visitor all that is in a snapshot; only when this returns is it known to be sound. */
    public SnapshotTrailer read(SnapshotFile snapshot, SnapshotVisitor visitor) throws UnusableSnapshotException {
        return read(disk, snapshot.path(), Optional.of(snapshot.compression()), visitor);
    }

    /** As {@link #read(SnapshotFile, SnapshotVisitor)}, of a file anywhere and of any name: a copy, or a download. */
    public static SnapshotTrailer read(Disk disk, Path path, SnapshotVisitor visitor) throws UnusableSnapshotException {
        return read(disk, path, Optional.empty(), visitor);
    }

    private static SnapshotTrailer read(
            Disk disk, Path path, Optional<SnapshotCompression> named, SnapshotVisitor visitor)
            throws UnusableSnapshotException {
        try (DiskFile file = disk.openForReading(path)) {
            SnapshotCompression compression = named.isPresent() ? named.get() : SnapshotCompression.ofContent(file);
            long length = compression == SnapshotCompression.NONE ? file.size() : Long.MAX_VALUE;
            try (InputStream in = compression.decompress(new DiskFileInput(file))) {
                return SnapshotReader.read(path.toString(), in, length, visitor);
            }
        } catch (UnusableSnapshotException e) {
            throw e;
        } catch (IOException e) {
            throw new UnusableSnapshotException(path.toString(), 0, e);
        }
    }

    /** The newest snapshots with all seals right, found by reading them: fewer only if there are no more. */
    public List<SnapshotFile> newestVerified(int count) throws IOException {
        List<SnapshotFile> verified = new ArrayList<>();
        for (SnapshotFile snapshot : newestFirst()) {
            if (verified.size() == count) {
                break;
            }
            if (exactFrom(snapshot).isPresent()) {
                verified.add(snapshot);
            }
        }
        return verified;
    }

    /** Writes a snapshot and syncs it. It is none yet: {@link Draft#publish} makes it one. */
    public Draft write(Zxid zxid, SnapshotCompression compression, SnapshotContent content) throws IOException {
        return write(zxid, compression, content, DiskFileOutput::new);
    }

    /** The same, more slowly, beside a log that others wait for. */
    Draft writeGently(Zxid zxid, SnapshotCompression compression, SnapshotContent content, Rest rest)
            throws IOException {
        return write(zxid, compression, content, file -> new GentleFileOutput(file, System::nanoTime, rest));
    }

    private Draft write(
            Zxid zxid,
            SnapshotCompression compression,
            SnapshotContent content,
            Function<DiskFile, OutputStream> output)
            throws IOException {
        Draft draft = new Draft(SnapshotFile.of(directory, zxid, compression));
        try (DiskFile file = disk.create(draft.temporary())) {
            try (OutputStream out = compression.compress(output.apply(file))) {
                SnapshotWriter.write(out, content);
            }
            file.sync();
        } catch (IOException e) {
            discard(draft, e);
            throw e;
        }
        return draft;
    }

    /** Reads a snapshot for its seals alone. */
    SnapshotTrailer verify(SnapshotFile snapshot) throws UnusableSnapshotException {
        return read(snapshot, new Nobody());
    }

    /** From which zxid on a snapshot is exact; empty if it cannot be used. Reads all of it. */
    Optional<Zxid> exactFrom(SnapshotFile snapshot) {
        try {
            return Optional.of(verify(snapshot).exactFrom(snapshot.zxid()));
        } catch (UnusableSnapshotException e) {
            LOG.warn("A snapshot is damaged and does not count: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The snapshot that an {@link Installation} was to put in the place of everything else when it was interrupted. */
    Optional<SnapshotFile> received() throws IOException {
        return disk.list(directory).stream()
                .filter(name -> name.startsWith(RECEIVED))
                .map(name -> SnapshotFile.ofName(directory, name.substring(RECEIVED.length())))
                .flatMap(Optional::stream)
                .map(named ->
                        new SnapshotFile(directory.resolve(RECEIVED + named.name()), named.zxid(), named.compression()))
                .findFirst();
    }

    /** Gives the received snapshot its own name, for good. */
    SnapshotFile publish(SnapshotFile received) throws IOException {
        SnapshotFile published = SnapshotFile.of(directory, received.zxid(), received.compression());
        disk.rename(received.path(), published.path());
        disk.syncDirectory(directory);
        return published;
    }

    /**
     * Gives a snapshot a name under which nobody reads it, for good.
     *
     * @return the new name
     */
    Path setAside(SnapshotFile incomplete) throws IOException {
        Path aside = directory.resolve(INCOMPLETE + incomplete.name());
        disk.rename(incomplete.path(), aside);
        disk.syncDirectory(directory);
        return aside;
    }

    /** Removes what a crash left of snapshots that were being written. Nobody may be writing one. */
    public void removeDrafts() throws IOException {
        for (String name : disk.list(directory)) {
            if (name.startsWith(TEMPORARY + SnapshotFile.PREFIX)) {
                disk.delete(directory.resolve(name));
            }
        }
    }

    void delete(SnapshotFile snapshot) throws IOException {
        disk.delete(snapshot.path());
    }

    /** Returns when deleted snapshots will not come back. */
    void syncNames() throws IOException {
        disk.syncDirectory(directory);
    }

    private void discard(Draft draft, IOException failure) {
        try {
            draft.discard();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** A snapshot that is on disk as a whole, under a name that no server reads. */
    public final class Draft {
        private final SnapshotFile snapshot;

        private Draft(SnapshotFile snapshot) {
            this.snapshot = snapshot;
        }

        /** Gives it its name, in place of an older file of that name, and returns when it would survive a loss of power. */
        public SnapshotFile publish() throws IOException {
            disk.rename(temporary(), snapshot.path());
            disk.syncDirectory(directory);
            return snapshot;
        }

        /** Gives it the name by which {@link #received} finds it, and returns when it would survive a loss of power. */
        void receive() throws IOException {
            disk.rename(temporary(), directory.resolve(RECEIVED + snapshot.name()));
            disk.syncDirectory(directory);
        }

        public void discard() throws IOException {
            disk.delete(temporary());
        }

        private Path temporary() {
            return directory.resolve(TEMPORARY + snapshot.name());
        }
    }

    /** Looks at nothing: to read a snapshot for its seals alone. */
    private static final class Nobody implements SnapshotVisitor {
        @Override
        public void session(long sessionId, int timeoutMillis) {}

        @Override
        public void acl(long aclId, List<Acl> acl) {}

        @Override
        public void node(SnapshotNode node) {}
    }
}
