package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoreDirectoriesTest {
    private static final Path DATA = Path.of("/data");
    private static final Path LOG = Path.of("/log");

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final StoreDirectories apart = StoreDirectories.of(DATA, LOG);
    private final StoreDirectories together = StoreDirectories.of(DATA, DATA);

    @Test
    void logsAmongTheSnapshotsMeanThatTheConfigurationHasChanged() throws IOException {
        apart.create(disk);
        disk.create(DATA.resolve("version-2/log.1")).close();

        assertThatThrownBy(() -> apart.requireNotMixedUp(disk))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContainingAll("/data/version-2/log.1", "Snapshot directory has log files", "dataLogDir");
        assertThatCode(() -> together.requireNotMixedUp(disk)).doesNotThrowAnyException();
    }

    @Test
    void snapshotsAmongTheLogsDoToo() throws IOException {
        apart.create(disk);
        disk.create(LOG.resolve("version-2/snapshot.0")).close();

        assertThatThrownBy(() -> apart.requireNotMixedUp(disk))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContainingAll("/log/version-2/snapshot.0", "Log directory has snapshot files", "dataDir");
    }

    @Test
    void eachInItsPlaceIsFine() throws IOException {
        apart.create(disk);
        disk.create(DATA.resolve("version-2/snapshot.0")).close();
        disk.create(DATA.resolve("version-2/currentEpoch")).close();
        disk.create(LOG.resolve("version-2/log.1")).close();

        assertThatCode(() -> apart.requireNotMixedUp(disk)).doesNotThrowAnyException();
    }
}
