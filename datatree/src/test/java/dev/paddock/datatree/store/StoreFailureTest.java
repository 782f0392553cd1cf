package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Disks that fail while the server runs: it is told to stop before it promises anything that is not kept. */
class StoreFailureTest {
    private static final int SEEDS = 3;

    /** Z4882: with a fault at each operation of writing and syncing, snapshots among them. */
    @Test
    void afterAnErrorOfTheLogNothingIsAcknowledgedAndNothingIsLost() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            boolean met = true;
            for (long fault = 0; met; fault++) {
                String where = "seed " + seed + ", fault at operation " + fault;
                SimulatedDisk disk = new SimulatedDisk(seed);
                StoreUnderTest store = new StoreUnderTest(disk, new Random(seed));
                store.start();
                disk.failAt(disk.operations() + fault);
                met = !livesWell(store, where);
                if (met) {
                    checkStopped(store, disk, where);
                }
                startAgain(store, disk, where);
            }
        }
    }

    /** Z3701: whatever was being written when the disk was full. */
    @Test
    void afterTheDiskWasFullNothingIsAcknowledgedAndNothingIsLost() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            boolean met = true;
            for (long room = 200; met; room += 150) {
                String where = "seed " + seed + ", full after " + room + " bytes";
                SimulatedDisk disk = new SimulatedDisk(seed);
                StoreUnderTest store = new StoreUnderTest(disk, new Random(seed));
                store.start();
                disk.setCapacity(Long.MAX_VALUE - disk.freeSpace(StoreUnderTest.DIRECTORIES.logs()) + room);
                met = !livesWell(store, where);
                if (!store.failures.isEmpty()) {
                    assertThat(store.failures.get(0)).as(where).contains("No space left", "bytes are free there");
                    checkStopped(store, disk, where);
                }
                disk.setCapacity(Long.MAX_VALUE);
                startAgain(store, disk, where);
            }
        }
    }

    /** Groups of writes with the snapshots that become due. False if something failed. */
    private static boolean livesWell(StoreUnderTest store, String where) {
        for (int group = 0; group < 8 && store.failures.isEmpty(); group++) {
            store.write(6);
            store.sync();
            store.runJobs();
            if (!store.failedSnapshots.isEmpty() && store.failures.isEmpty()) {
                Zxid before = store.history().certain();
                assertThat(store.write(1))
                        .as(where + ": writes go on without the snapshot")
                        .isTrue();
                store.sync();
                assertThat(store.failures.isEmpty() == store.history().certain().isAfter(before))
                        .as(where)
                        .isTrue();
            }
        }
        return store.failures.isEmpty() && store.failedSnapshots.isEmpty();
    }

    private static void checkStopped(StoreUnderTest store, SimulatedDisk disk, String where) throws IOException {
        if (store.failures.isEmpty()) {
            assertThat(store.failedSnapshots).as(where).isNotEmpty();
            return;
        }
        Zxid certain = store.history().certain();
        long operations = disk.operations();
        assertThat(store.failures).as(where).hasSize(1);
        assertThat(store.failures.get(0))
                .contains("Nothing behind " + certain + " is acknowledged", "start the server again");
        assertThat(store.write(1)).as(where).isFalse();
        store.sync();
        assertThat(store.history().certain()).as(where).isEqualTo(certain);
        assertThat(disk.operations())
                .as(where + ": the files are not touched again")
                .isEqualTo(operations);
    }

    private static void startAgain(StoreUnderTest store, SimulatedDisk disk, String where) {
        disk.crash();
        disk.restart();
        StoreUnderTest next = store.next(new Random(1));
        StoreCrashTest.check(where, next::start);
        assertThat(next.write(3)).isTrue();
        next.sync();
        assertThat(next.history().certain()).isEqualTo(next.state().lastZxid());
    }
}
