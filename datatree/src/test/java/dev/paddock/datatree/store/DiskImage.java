package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.DiskFile;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of all files of a store, to be put on other disks, whole or damaged. */
final class DiskImage {
    private final Map<Path, byte[]> files = new TreeMap<>();

    static DiskImage of(Disk disk) throws IOException {
        DiskImage image = new DiskImage();
        StoreDirectories directories = StoreUnderTest.DIRECTORIES;
        for (Path directory : List.of(directories.snapshots(), directories.logs())) {
            for (String name : disk.list(directory)) {
                image.files.put(directory.resolve(name), read(disk, directory.resolve(name)));
            }
        }
        return image;
    }

    private static byte[] read(Disk disk, Path path) throws IOException {
        try (DiskFile file = disk.openForReading(path)) {
            byte[] bytes = new byte[(int) file.size()];
            file.read(ByteBuffer.wrap(bytes), 0);
            return bytes;
        }
    }

    List<Path> paths() {
        return List.copyOf(files.keySet());
    }

    byte[] bytes(Path path) {
        return files.get(path);
    }

    DiskImage with(Path path, byte[] bytes) {
        DiskImage changed = new DiskImage();
        changed.files.putAll(files);
        changed.files.put(path, bytes);
        return changed;
    }

    DiskImage without(Path path) {
        DiskImage changed = new DiskImage();
        changed.files.putAll(files);
        changed.files.remove(path);
        return changed;
    }

    DiskImage withFlippedBit(Path path, long bit) {
        byte[] bytes = files.get(path).clone();
        bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        return with(path, bytes);
    }

    /** A directory that a process left which was killed: nothing has been synced. */
    SimulatedDisk disk() throws IOException {
        return disk(1);
    }

    SimulatedDisk disk(long seed) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(seed);
        StoreUnderTest.DIRECTORIES.create(disk);
        for (Map.Entry<Path, byte[]> entry : files.entrySet()) {
            try (DiskFile file = disk.create(entry.getKey())) {
                file.write(ByteBuffer.wrap(entry.getValue()), 0);
            }
        }
        return disk;
    }

    /** Puts all files into one real directory. */
    void writeTo(Path version2) throws IOException {
        Files.createDirectories(version2);
        for (Map.Entry<Path, byte[]> entry : files.entrySet()) {
            Files.write(version2.resolve(entry.getKey().getFileName()), entry.getValue());
        }
    }
}
