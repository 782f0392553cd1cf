package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.disk.SimulatedCrash;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochFilesTest {
    private static final int SEEDS = 20;
    private static final Zxid IN_EPOCH_3 = Zxid.of(3, 17);

    private SimulatedDisk disk;

    @BeforeEach
    void makeDisk() throws IOException {
        disk = TestLogs.disk(1);
    }

    @Test
    void absentFilesAreMadeFromTheLastTransaction() throws IOException {
        EpochFiles epochs = open(IN_EPOCH_3);

        assertThat(epochs.accepted()).isEqualTo(3);
        assertThat(epochs.current()).isEqualTo(3);
        assertThat(text("acceptedEpoch")).isEqualTo("3");
        assertThat(text("currentEpoch")).isEqualTo("3");
        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("acceptedEpoch", "currentEpoch");
    }

    @Test
    void aDatabaseThatWasNeverFilledHasTheEpochMinusOne() throws IOException {
        EpochFiles epochs = open(new Zxid(-1));

        assertThat(epochs.current()).isEqualTo(-1);
        assertThat(text("currentEpoch")).isEqualTo("-1");
        assertThat(open(new Zxid(-1)).accepted()).isEqualTo(-1);
    }

    @Test
    void epochsAreKept() throws IOException {
        EpochFiles epochs = open(IN_EPOCH_3);
        epochs.saveAccepted(5);
        epochs.saveCurrent(4);
        EpochFiles again = open(IN_EPOCH_3);

        assertThat(again.accepted()).isEqualTo(5);
        assertThat(again.current()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "4\n", " 4 ", "4\r\nand more"})
    void aNumberIsTrimmed(String text) throws IOException {
        write("currentEpoch", text);
        write("acceptedEpoch", "4");

        assertThat(open(IN_EPOCH_3).current()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "'', nothing",
        "'\n4', nothing",
        "four, \"four\"",
        "4x, \"4x\"",
        "99999999999999999999, \"99999999999999999999\""
    })
    void whatIsNoNumberIsRefused(String text, String found) throws IOException {
        write("currentEpoch", text);

        assertThatThrownBy(() -> open(IN_EPOCH_3))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Found " + found + " in /data/version-2/currentEpoch");
        assertThat(text("currentEpoch")).isEqualTo(text);
    }

    @Test
    void anAcceptedEpochBelowTheCurrentIsRefused() throws IOException {
        write("acceptedEpoch", "3");
        write("currentEpoch", "4");

        assertThatThrownBy(() -> open(IN_EPOCH_3))
                .hasMessageStartingWith("The accepted epoch, 3, is less than the current epoch, 4")
                .hasMessageContaining("Put back the right one");
    }

    @Test
    void epochsBelowThatOfTheTransactionsAreRefused() throws IOException {
        write("acceptedEpoch", "2");
        write("currentEpoch", "2");

        assertThatThrownBy(() -> open(IN_EPOCH_3))
                .hasMessageStartingWith("The current epoch, 2, is older than the last zxid, 0x300000011 of epoch 3")
                .hasMessageContaining("Put back the right one");
    }

    @Test
    void aCurrentEpochThatWasSyncedAndNotRenamedIsUsed() throws IOException {
        write("acceptedEpoch", "4");
        write("currentEpoch", "2");
        write("currentEpoch.tmp", "4");

        assertThat(open(IN_EPOCH_3).current()).isEqualTo(4);
        assertThat(text("currentEpoch")).isEqualTo("4");
    }

    /** ZooKeeper takes any number from there. */
    @ParameterizedTest
    @ValueSource(strings = {"2", "", "x"})
    void aTemporaryFileThatSaysLessThanTheTransactionsIsNotUsed(String text) throws IOException {
        write("acceptedEpoch", "2");
        write("currentEpoch", "1");
        write("currentEpoch.tmp", text);

        assertThatThrownBy(() -> open(IN_EPOCH_3)).hasMessageStartingWith("The current epoch, 1, is older");
    }

    @Test
    void aTemporaryFileIsNotKeptForALaterStart() throws IOException {
        write("acceptedEpoch", "5");
        write("currentEpoch", "3");
        write("currentEpoch.tmp", "5");

        assertThat(open(IN_EPOCH_3).current()).isEqualTo(3);
        assertThat(open(Zxid.of(4, 1)).current()).isEqualTo(3);
        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("acceptedEpoch", "currentEpoch");
    }

    /** ZOOKEEPER-2354, ZOOKEEPER-1621: history is durable before the epoch that claims it, so a crash may part them. */
    @Test
    void aCrashBetweenHistoryAndCurrentEpochStartsByItself() throws IOException {
        write("acceptedEpoch", "4");
        write("currentEpoch", "2");
        EpochFiles epochs = open(IN_EPOCH_3);

        assertThat(epochs.current()).as("it claims no more than it did").isEqualTo(2);
        epochs.saveCurrent(4);
        assertThat(open(IN_EPOCH_3).current()).isEqualTo(4);
    }

    @Test
    void epochsDoNotGoBack() throws IOException {
        EpochFiles epochs = open(IN_EPOCH_3);
        epochs.saveAccepted(5);
        epochs.saveCurrent(5);

        assertThatThrownBy(() -> epochs.saveAccepted(4)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> epochs.saveCurrent(4)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noEpochBecomesCurrentThatWasNotAccepted() throws IOException {
        EpochFiles epochs = open(IN_EPOCH_3);

        assertThatThrownBy(() -> epochs.saveCurrent(4)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCrashAtAnyOperationLeavesTheOldEpochOrTheNewOne() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            boolean crashed = true;
            for (long at = 1; crashed; at++) {
                disk = TestLogs.disk(seed + 100 * at);
                disk.crashAt(at);
                long[] saved = {0, 0};
                crashed = raiseUntilCrash(saved);
                EpochFiles epochs = open(Zxid.of(0, 9));

                assertThat(epochs.accepted())
                        .as("seed %d, crash at %d", seed, at)
                        .isBetween(saved[0], saved[0] + 1);
                assertThat(epochs.current())
                        .as("seed %d, crash at %d", seed, at)
                        .isBetween(saved[1], saved[1] + 1);
                assertThat(epochs.accepted()).isGreaterThanOrEqualTo(epochs.current());
            }
        }
    }

    /** Accepts and claims the epochs from 1 to 3; what was saved so far is in {@code saved}. */
    private boolean raiseUntilCrash(long[] saved) throws IOException {
        boolean crashed = false;
        try {
            EpochFiles epochs = open(Zxid.of(0, 9));
            for (long epoch = 1; epoch <= 3; epoch++) {
                epochs.saveAccepted(epoch);
                saved[0] = epoch;
                epochs.saveCurrent(epoch);
                saved[1] = epoch;
            }
            disk.crash();
        } catch (SimulatedCrash crash) {
            crashed = true;
        }
        disk.restart();
        return crashed;
    }

    private EpochFiles open(Zxid last) throws IOException {
        return EpochFiles.open(disk, TestLogs.DIRECTORY, last);
    }

    private void write(String name, String text) throws IOException {
        TestLogs.write(disk, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(String name) throws IOException {
        return new String(TestLogs.bytes(disk, name), StandardCharsets.UTF_8);
    }
}
