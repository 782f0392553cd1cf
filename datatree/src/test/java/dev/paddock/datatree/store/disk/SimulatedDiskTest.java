package dev.paddock.datatree.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest extends DiskContract {
    private static final Path DIRECTORY = Path.of("/data");
    private static final Path FILE = DIRECTORY.resolve("file");
    private static final int SEEDS = 300;

    @Override
    Disk disk() throws IOException {
        return simulated(1);
    }

    @Override
    Path directory() {
        return DIRECTORY;
    }

    private static SimulatedDisk simulated(long seed) {
        return unchecked(() -> {
            SimulatedDisk disk = new SimulatedDisk(seed);
            disk.createDirectories(DIRECTORY);
            return disk;
        });
    }

    @Test
    void whatWasSyncedSurvives() {
        assertThat(outcomes(seed -> {
                    SimulatedDisk disk = simulated(seed);
                    DiskFile file = disk.create(FILE);
                    file.write(bytes("synced"), 0);
                    file.sync();
                    disk.syncDirectory(DIRECTORY);
                    return afterCrash(disk);
                }))
                .containsExactly("synced");
    }

    @Test
    void whatWasNotSyncedIsThereOrNot() {
        assertThat(outcomes(seed -> {
                    SimulatedDisk disk = simulated(seed);
                    DiskFile file = disk.create(FILE);
                    file.write(bytes("synced"), 0);
                    file.sync();
                    disk.syncDirectory(DIRECTORY);
                    file.write(bytes("SY"), 0);
                    file.write(bytes("+"), 6);
                    return afterCrash(disk);
                }))
                // both writes are in one sector, so the second is not there without the first
                .containsExactlyInAnyOrder("synced", "SYnced", "SYnced+", "synced\0", "SYnced\0");
    }

    @Test
    void aWriteIsTornBetweenSectorsInAnyOrder() {
        Set<String> seen = outcomes(seed -> {
            SimulatedDisk disk = simulated(seed);
            DiskFile file = disk.create(FILE);
            file.setSize(1024);
            file.sync();
            disk.syncDirectory(DIRECTORY);
            file.write(bytes("a".repeat(512) + "b".repeat(512)), 0);
            String content = afterCrash(disk);
            return content.charAt(0) + content.substring(511, 513) + content.charAt(1023);
        });

        assertThat(seen).containsExactlyInAnyOrder("\0\0\0\0", "aa\0\0", "\0\0bb", "aabb");
    }

    @Test
    void aNameIsLostOrKeptUntilItsDirectoryIsSynced() {
        assertThat(outcomes(seed -> {
                    SimulatedDisk disk = simulated(seed);
                    Path temporary = DIRECTORY.resolve("file.tmp");
                    DiskFile file = disk.create(temporary);
                    file.write(bytes("new"), 0);
                    file.sync();
                    disk.syncDirectory(DIRECTORY);
                    disk.rename(temporary, FILE);
                    disk.create(DIRECTORY.resolve("other"));
                    disk.crash();
                    disk.restart();
                    return String.join(" ", disk.list(DIRECTORY));
                }))
                .containsExactlyInAnyOrder("file.tmp", "file", "file.tmp other", "file other");
    }

    @Test
    void aDeletedNameMayComeBack() {
        assertThat(outcomes(seed -> {
                    SimulatedDisk disk = simulated(seed);
                    DiskFile file = disk.create(FILE);
                    file.write(bytes("x"), 0);
                    file.sync();
                    disk.syncDirectory(DIRECTORY);
                    disk.delete(FILE);
                    disk.crash();
                    disk.restart();
                    return disk.list(DIRECTORY).toString();
                }))
                .containsExactlyInAnyOrder("[]", "[file]");
    }

    @Test
    void aCutMayNotHaveHappened() {
        assertThat(outcomes(seed -> {
                    SimulatedDisk disk = simulated(seed);
                    DiskFile file = disk.create(FILE);
                    file.write(bytes("abcdef"), 0);
                    file.sync();
                    disk.syncDirectory(DIRECTORY);
                    file.setSize(3);
                    return afterCrash(disk);
                }))
                .containsExactlyInAnyOrder("abcdef", "abc");
    }

    @Test
    void aSyncThatComesAfterAFailedOneDoesNotBringBackWhatWasLost() {
        assertThat(outcomes(seed -> {
                    SimulatedDisk disk = simulated(seed);
                    DiskFile file = disk.create(FILE);
                    disk.syncDirectory(DIRECTORY);
                    file.write(bytes("lost"), 0);
                    disk.failAt(disk.operations());
                    assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
                    file.sync();
                    return afterCrash(disk);
                }))
                .contains("", "lost");
    }

    @Test
    void theSameSeedDoesTheSame() {
        LongFunction<String> run = seed -> unchecked(() -> {
            SimulatedDisk disk = simulated(seed);
            DiskFile file = disk.create(FILE);
            disk.syncDirectory(DIRECTORY);
            for (int i = 0; i < 20; i++) {
                file.write(bytes("x".repeat(700)), i * 600L);
            }
            return afterCrash(disk);
        });

        for (long seed = 0; seed < 20; seed++) {
            assertThat(run.apply(seed)).isEqualTo(run.apply(seed));
        }
    }

    @Test
    void nothingOfTheOldProcessReachesTheDiskAfterACrash() throws IOException {
        SimulatedDisk disk = simulated(1);
        DiskFile file = disk.create(FILE);
        disk.syncDirectory(DIRECTORY);
        disk.crash();

        assertThatThrownBy(() -> disk.list(DIRECTORY)).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> file.write(bytes("x"), 0)).isInstanceOf(SimulatedCrash.class);
        disk.restart();
        assertThatThrownBy(() -> file.write(bytes("x"), 0)).isInstanceOf(SimulatedCrash.class);
        assertThat(disk.size(FILE)).isZero();
    }

    @Test
    void theOperationAskedForFailsAndOnlyThat() throws IOException {
        SimulatedDisk disk = simulated(1);
        DiskFile file = disk.create(FILE);
        disk.failAt(disk.operations() + 1);
        file.write(bytes("x"), 0);

        assertThatThrownBy(file::sync).isInstanceOf(IOException.class).hasMessageContaining("sync /data/file");
        file.sync();
    }

    @Test
    void theProcessEndsInTheOperationAskedFor() throws IOException {
        SimulatedDisk disk = simulated(1);
        DiskFile file = disk.create(FILE);
        disk.syncDirectory(DIRECTORY);
        disk.crashAt(disk.operations() + 1);
        file.write(bytes("x"), 0);

        assertThatThrownBy(file::sync).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> disk.exists(FILE)).isInstanceOf(SimulatedCrash.class);
        disk.restart();
        assertThat(disk.exists(FILE)).isTrue();
    }

    @Test
    void aFullDiskTakesAPartOfTheWrite() throws IOException {
        SimulatedDisk disk = simulated(1);
        disk.setCapacity(10);
        DiskFile file = disk.create(FILE);
        file.write(bytes("1234567"), 0);
        file.setSize(1000);

        assertThatThrownBy(() -> file.write(bytes("890ab"), 7))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThat(read(file, 0, 12)).isEqualTo("1234567890\0\0");
        assertThat(disk.freeSpace(DIRECTORY)).isZero();
        disk.delete(FILE);
        assertThat(disk.freeSpace(DIRECTORY)).isEqualTo(10);
    }

    private static String afterCrash(SimulatedDisk disk) throws IOException {
        disk.crash();
        disk.restart();
        try (DiskFile file = disk.openForReading(FILE)) {
            return read(file, 0, (int) file.size());
        }
    }

    private interface Run {
        String with(long seed) throws Exception;
    }

    private static Set<String> outcomes(Run run) {
        List<String> all = LongStream.range(0, SEEDS)
                .mapToObj(seed -> unchecked(() -> run.with(seed)))
                .toList();
        return new TreeSet<>(all);
    }

    private static <T> T unchecked(Callable<T> body) {
        try {
            return body.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
