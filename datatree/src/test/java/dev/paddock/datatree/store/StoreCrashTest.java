package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.State;
import dev.paddock.datatree.store.disk.SimulatedCrash;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Loss of power at every operation of the disk. The next start always succeeds, and comes to a state that there was: one
 * that has all that was acknowledged.
 */
class StoreCrashTest {
    private static final int SEEDS = 4;

    /** What is going on when the power goes, on a store that already has a history with several snapshots. */
    enum Work {
        WRITE {
            @Override
            void on(StoreUnderTest store, Random random) {
                for (int group = 0; group < 6; group++) {
                    store.write(1 + random.nextInt(7));
                    store.sync();
                }
            }
        },
        SNAPSHOT {
            @Override
            void on(StoreUnderTest store, Random random) {
                store.write(3);
                store.beginSnapshot();
                if (random.nextBoolean()) {
                    store.sync();
                }
                store.runJobs();
                store.write(2);
                store.sync();
                store.runJobs();
            }
        },
        PURGE {
            @Override
            void on(StoreUnderTest store, Random random) throws IOException {
                store.purge(1 + random.nextInt(3));
            }
        },
        EPOCH {
            @Override
            void on(StoreUnderTest store, Random random) throws IOException {
                store.newEpoch();
                store.write(3);
                store.sync();
                store.newEpoch();
            }
        },
        TRUNCATE {
            @Override
            void on(StoreUnderTest store, Random random) {
                store.truncate(store.someZxid());
                store.write(3);
                store.sync();
            }
        },
        INSTALL_OTHER_HISTORY {
            @Override
            void on(StoreUnderTest store, Random random) throws IOException {
                store.install(store.otherHistory(store.someZxid(), 1 + random.nextInt(5)));
                store.write(3);
                store.sync();
            }
        },
        INSTALL_OLDER_STATE {
            @Override
            void on(StoreUnderTest store, Random random) throws IOException {
                store.install(store.otherHistory(store.someZxid(), 0));
                store.newEpoch();
                store.write(3);
                store.sync();
            }
        },
        EVERYTHING {
            @Override
            void on(StoreUnderTest store, Random random) throws IOException {
                Work[] others = values();
                for (int i = 0; i < 3; i++) {
                    others[random.nextInt(EVERYTHING.ordinal())].on(store, random);
                }
            }
        };

        abstract void on(StoreUnderTest store, Random random) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void theNextStartFindsAllThatWasAcknowledged(Work work) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            boolean crashed = true;
            for (long crash = 0; crashed; crash++) {
                String where = work + ", seed " + seed + ", crash at operation " + crash;
                SimulatedDisk disk = new SimulatedDisk(seed + 1000 * crash);
                StoreUnderTest store = aged(disk, seed);
                disk.crashAt(disk.operations() + crash);
                long workSeed = seed + 31;
                crashed = crashes(() -> work.on(store, new Random(workSeed)), where);
                if (!crashed) {
                    disk.crash();
                }
                disk.restart();
                Random random = new Random(seed + crash);
                StoreUnderTest next = startInSpiteOfCrashes(store, disk, random, where);
                check(where, () -> work.on(next, random));
                disk.crash();
                disk.restart();
                check(where + ", and once more", () -> next.next(random).start());
            }
        }
    }

    /** A history over two epochs and several logs and snapshots. */
    private static StoreUnderTest aged(SimulatedDisk disk, long seed) throws IOException {
        StoreUnderTest store = new StoreUnderTest(disk, new Random(seed));
        store.start();
        store.newEpoch();
        for (int i = 0; i < 9; i++) {
            store.write(5);
            store.sync();
            store.runJobs();
            if (i == 4) {
                store.newEpoch();
            }
        }
        return store;
    }

    /** The first start after a crash may itself be cut short, at any point. */
    private static StoreUnderTest startInSpiteOfCrashes(
            StoreUnderTest store, SimulatedDisk disk, Random random, String where) throws IOException {
        disk.crashAt(random.nextInt(12));
        StoreUnderTest next = store.next(random);
        while (crashes(next::start, where + ", during the start")) {
            disk.restart();
            disk.crashAt(random.nextInt(30));
            next = next.next(random);
        }
        disk.crashAt(Long.MAX_VALUE);
        return next;
    }

    interface Step {
        void run() throws IOException;
    }

    private static boolean crashes(Step step, String where) throws IOException {
        boolean[] crashed = new boolean[1];
        check(where, () -> {
            try {
                step.run();
            } catch (SimulatedCrash crash) {
                assertThat(crash).hasMessageContaining("power");
                crashed[0] = true;
            }
        });
        return crashed[0];
    }

    /** Says where it was when something fails. */
    static void check(String where, Step step) {
        try {
            step.run();
        } catch (IOException | AssertionError | RuntimeException failure) {
            throw new AssertionError(where + ": " + failure.getMessage(), failure);
        }
    }

    @Test
    void aCrashAtEachOperationOfARecoveryChangesNothing() throws IOException {
        for (long seed = 0; seed < 6 * SEEDS; seed++) {
            boolean crashed = true;
            for (long crash = 0; crashed; crash++) {
                SimulatedDisk disk = new SimulatedDisk(seed);
                StoreUnderTest store = aged(disk, seed);
                store.write(6);
                disk.crashAt(disk.operations() + seed % 3);
                crashes(store::sync, "the crash before");
                if (!isDown(disk)) {
                    disk.crash();
                }
                disk.restart();
                String where = "seed " + seed + ", crash at operation " + crash;
                disk.crashAt(crash);
                crashed = crashes(() -> StoreUnderTest.recover(disk), where);
                if (crashed) {
                    disk.restart();
                }
                disk.crashAt(Long.MAX_VALUE);
                StoreUnderTest next = store.next(new Random(seed));
                check(where, next::start);
                Zxid last = next.state().lastZxid();
                disk.crash();
                disk.restart();
                State again = StoreUnderTest.recover(disk).state();
                assertThat(again.lastZxid()).as(where).isEqualTo(last);
            }
        }
    }

    private static boolean isDown(SimulatedDisk disk) {
        try {
            disk.exists(StoreUnderTest.DIRECTORIES.logs());
            return false;
        } catch (SimulatedCrash down) {
            return true;
        }
    }
}
