package dev.paddock.datatree.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The disk of this machine. */
public final class RealDisk implements Disk {
    @Override
    public DiskFile create(Path file) throws IOException {
        return open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile openForReading(Path file) throws IOException {
        return open(file, StandardOpenOption.READ);
    }

    private static DiskFile open(Path file, OpenOption... options) throws IOException {
        return new RealFile(FileChannel.open(file, options));
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public long size(Path file) throws IOException {
        return Files.size(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    /** The new directories are durable on return, since nobody else would sync those above them. */
    @Override
    public void createDirectories(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new NoSuchFileException(absolute.toString());
        }
        createDirectories(parent);
        Files.createDirectories(absolute);
        syncDirectory(parent);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public long freeSpace(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    private static final class RealFile implements DiskFile {
        private final FileChannel channel;

        /** Whether the size was set since the last sync. Then the inode is written too, not only what data needs. */
        private boolean resized;

        RealFile(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            int total = 0;
            while (into.hasRemaining()) {
                int count = channel.read(into, position + total);
                if (count < 0) {
                    break;
                }
                total += count;
            }
            return total;
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            long at = position;
            while (from.hasRemaining()) {
                at += channel.write(from, at);
            }
        }

        /** A channel cannot be lengthened but by writing; a zero as its last byte leaves a hole before it. */
        @Override
        public void setSize(long size) throws IOException {
            resized = true;
            if (size > channel.size()) {
                write(ByteBuffer.allocate(1), size - 1);
            } else {
                channel.truncate(size);
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(resized);
            resized = false;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
