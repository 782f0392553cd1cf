package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.store.RecordedSnapshot.Recorder;
import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.datatree.store.disk.SimulatedCrash;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeTest {
    private static final long[] SNAPSHOTS = {0x0, 0x4, 0x8, 0xc, 0x10, 0x14, 0x18};
    private static final String[] LOGS = {"log.1", "log.5", "log.9", "log.d", "log.11", "log.15"};

    @TempDir
    Path data;

    @TempDir
    Path log;

    private Snapshots snapshots;
    private Purge purge;

    @BeforeEach
    void fill() throws IOException {
        snapshots = new Snapshots(new RealDisk(), data);
        purge = new Purge(snapshots, new TxnLog(new RealDisk(), log, false));
        for (long zxid : SNAPSHOTS) {
            write(snapshots, zxid);
        }
        for (String name : LOGS) {
            Files.createFile(log.resolve(name));
        }
    }

    @Test
    void threeSnapshotsAndTheLogsBehindThemStay() throws IOException {
        List<Path> removed = purge.keep(3);

        assertThat(namesIn(data)).containsExactly("snapshot.10", "snapshot.14", "snapshot.18");
        assertThat(namesIn(log)).containsExactly("log.11", "log.15", "log.d");
        assertThat(removed)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("snapshot.c", "snapshot.8", "snapshot.4", "snapshot.0", "log.1", "log.5", "log.9");
        assertThat(purge.keep(3)).isEmpty();
    }

    @Test
    void aDamagedSnapshotProtectsNothingAndAnOlderOneStaysInItsPlace() throws IOException {
        Path damaged = data.resolve("snapshot.14");
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[4] ^= 1;
        Files.write(damaged, bytes);

        purge.keep(3);

        assertThat(namesIn(data)).containsExactly("snapshot.10", "snapshot.14", "snapshot.18", "snapshot.c");
        assertThat(namesIn(log)).containsExactly("log.11", "log.15", "log.9", "log.d");
    }

    @Test
    void namesThatAreNotExactlyThoseOfTheStoreStay() throws IOException {
        String[] others = {"snapshot.zz", "snapshot.1.bak", "snapshot.1.tmp", "currentEpoch", ".tmp-snapshot.1"};
        for (String name : others) {
            Files.createFile(data.resolve(name));
        }
        for (String name : new String[] {"log.txt", "log.1.copy", "LOG.1"}) {
            Files.createFile(log.resolve(name));
        }

        purge.keep(3);

        assertThat(namesIn(data)).contains(others);
        assertThat(namesIn(log)).contains("log.txt", "log.1.copy", "LOG.1");
    }

    @Test
    void withoutASoundSnapshotNothingGoes() throws IOException {
        for (long zxid : SNAPSHOTS) {
            Files.write(data.resolve("snapshot." + Long.toHexString(zxid)), new byte[] {0, 0, 0, 1, '/'});
        }

        assertThat(purge.keep(3)).isEmpty();
        assertThat(namesIn(log)).hasSameSizeAs(LOGS);
    }

    /** Whatever a crash undoes or lets stand, from each snapshot that is there a start finds the log that it needs. */
    @Test
    void aCrashAnywhereLeavesNoSnapshotWithoutItsLog() throws IOException {
        Path directory = Path.of("/data/version-2");
        boolean finished = false;
        for (int operation = 0; !finished; operation++) {
            for (long seed = 0; seed < 20; seed++) {
                SimulatedDisk disk = new SimulatedDisk(seed);
                disk.createDirectories(directory);
                Snapshots simulated = new Snapshots(disk, directory);
                for (long zxid : SNAPSHOTS) {
                    write(simulated, zxid);
                }
                for (String name : LOGS) {
                    disk.create(directory.resolve(name)).close();
                }
                disk.syncDirectory(directory);
                disk.crashAt(disk.operations() + operation);
                finished = purgesToTheEnd(new Purge(simulated, new TxnLog(disk, directory, false)));
                if (finished) {
                    disk.crash();
                }
                disk.restart();

                String crash = "operation " + operation + ", seed " + seed;
                List<String> names = disk.list(directory);
                assertThat(names)
                        .as(crash)
                        .contains("snapshot.10", "snapshot.14", "snapshot.18", "log.d", "log.11", "log.15");
                for (int older = 0; older < 4; older++) {
                    if (names.contains("snapshot." + Long.toHexString(SNAPSHOTS[older]))) {
                        assertThat(names).as(crash).contains(LOGS);
                    }
                }
            }
        }
    }

    private static boolean purgesToTheEnd(Purge purge) throws IOException {
        try {
            purge.keep(3);
            return true;
        } catch (SimulatedCrash crash) {
            return false;
        }
    }

    private static void write(Snapshots snapshots, long zxid) throws IOException {
        snapshots
                .write(new Zxid(zxid), SnapshotCompression.NONE, new Recorder().with(SnapshotTrailer.NONE))
                .publish();
    }

    private static List<String> namesIn(Path directory) throws IOException {
        return new RealDisk().list(directory);
    }
}
