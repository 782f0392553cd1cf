package dev.paddock.datatree.store.disk;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RealDiskTest extends DiskContract {
    @TempDir
    private Path directory;

    @Override
    Disk disk() {
        return new RealDisk();
    }

    @Override
    Path directory() {
        return directory;
    }
}
