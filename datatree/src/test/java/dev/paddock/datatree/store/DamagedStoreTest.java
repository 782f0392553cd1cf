package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes of a sound directory are cut or changed. A recovery then comes to the same state, or refuses; to less only where the
 * format cannot tell damage from a crash, and then it says so; and never to anything else.
 */
class DamagedStoreTest {
    private static final int FLIPS = 10_000;
    private static final long SEED = 5;

    /** Where in a record its length stands, and its payload. */
    private static final int LENGTH = 8;

    private static final int PAYLOAD = 12;

    private DiskImage sound;
    private NavigableMap<Zxid, State> states;
    private Zxid last;
    private Path newestLog;

    /** Three snapshots, each in another form, and four logs; the last records are in the newest log alone. */
    @BeforeEach
    void fill() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1);
        StoreUnderTest store = StoreUnderTest.withoutSnapshots(disk, new Random(SEED));
        store.start();
        store.newEpoch();
        for (SnapshotCompression compression : SnapshotCompression.values()) {
            write(store, 10);
            store.snapshot(compression);
            store.roll();
        }
        write(store, 20);
        sound = DiskImage.of(disk);
        states = store.history().states();
        last = store.state().lastZxid();
        List<LogFile> logs = store.log.files();
        newestLog = logs.get(logs.size() - 1).path();
        assertThat(recover(sound).state().lastZxid()).isEqualTo(last);
    }

    private static void write(StoreUnderTest store, int count) {
        store.write(count);
        store.sync();
    }

    private static Recovered recover(DiskImage image) throws IOException {
        return StoreUnderTest.recover(image.disk());
    }

    /** Whatever it comes to, it is a state that there was. */
    private Recovered recoverToAState(DiskImage image, String where) throws IOException {
        Recovered recovered = recover(image);
        State state = recovered.state();
        assertThat(states).as(where).containsKey(state.lastZxid());
        StateChecks.sameContent(state, states.get(state.lastZxid()));
        return recovered;
    }

    private List<Long> recordsOf(Path log) throws IOException {
        List<Long> offsets = new ArrayList<>();
        LogFile file = LogFile.ofName(log.getParent(), log.getFileName().toString());
        try (LogReader reader = new LogReader(sound.disk(), file, Zxid.ZERO, LogReader.DamagedEnd.REFUSE)) {
            for (LogRecord next = reader.next(); next != null; next = reader.next()) {
                offsets.add(next.offset());
            }
            offsets.add(reader.position());
        }
        return offsets;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLogCutInItsLastThreeRecordsKeepsThoseBefore(boolean zeroFilled) throws IOException {
        byte[] whole = sound.bytes(newestLog);
        List<Long> ends = recordsOf(newestLog);
        int count = ends.size() - 1;
        int end = ends.get(count).intValue();
        for (int at = ends.get(count - 3).intValue(); at <= end; at++) {
            byte[] cut = zeroFilled ? whole.clone() : Arrays.copyOf(whole, at);
            Arrays.fill(cut, Math.min(at, cut.length), zeroFilled ? end : cut.length, (byte) 0);
            int kept = 0;
            while (kept < count && ends.get(kept + 1) <= at) {
                kept++;
            }
            Recovered recovered = recoverToAState(sound.with(newestLog, cut), "cut at " + at);
            assertThat(last.value() - recovered.state().lastZxid().value())
                    .as("records lost by a cut at %d", at)
                    .isEqualTo(count - kept);
            assertThat(recovered.report().cutBytes() > 0)
                    .as("a torn tail is reported, cut at %d", at)
                    .isEqualTo(ends.get(kept) < at
                            && hasNonZero(whole, ends.get(kept).intValue(), at));
        }
    }

    private static boolean hasNonZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotCutAnywhereNearItsEndIsMadeUpForByAnOlderOneAndTheLog(SnapshotCompression compression)
            throws IOException {
        DiskImage image = sound;
        for (Path path : sound.paths()) {
            SnapshotCompression its = SnapshotFile.ofName(
                            path.getParent(), path.getFileName().toString())
                    .map(SnapshotFile::compression)
                    .orElse(SnapshotCompression.NONE);
            if (its.compareTo(compression) > 0) {
                image = image.without(path);
            }
        }
        Path newest = new Snapshots(image.disk(), StoreUnderTest.DIRECTORIES.snapshots())
                .newestFirst()
                .get(0)
                .path();
        assertThat(newest.getFileName().toString()).endsWith(compression.suffix());
        byte[] whole = image.bytes(newest);
        for (int at = Math.max(0, whole.length - 400); at < whole.length; at++) {
            Recovered recovered = recoverToAState(image.with(newest, Arrays.copyOf(whole, at)), "cut at " + at);
            assertThat(recovered.state().lastZxid()).as("cut at %d", at).isEqualTo(last);
        }
    }

    @Test
    void noFlippedBitIsFollowedByAWrongState() throws IOException {
        Random random = new Random(SEED);
        List<Path> paths = sound.paths();
        int refused = 0;
        int epochsRefused = 0;
        for (int i = 0; i < FLIPS; i++) {
            Path path = paths.get(random.nextInt(paths.size()));
            long bit = random.nextLong(8L * usedBytes(path));
            String where = "bit " + bit + " of " + path + ", seed " + SEED + ", case " + i;
            DiskImage damaged = sound.withFlippedBit(path, bit);
            try {
                Recovered recovered = recoverToAState(damaged, where);
                assertThat(recovered.state().lastZxid()).as(where).isEqualTo(last);
            } catch (IOException refusal) {
                assertThat(refusal).as(where).hasMessageContaining("version-2");
                refused++;
            }
            epochsRefused += areEpochsRefused(damaged) ? 1 : 0;
        }
        assertThat(refused).isBetween(FLIPS / 20, FLIPS / 2);
        assertThat(epochsRefused).isPositive();
    }

    private boolean areEpochsRefused(DiskImage damaged) throws IOException {
        try {
            EpochFiles epochs = EpochFiles.open(damaged.disk(), StoreUnderTest.DIRECTORIES.snapshots(), last);
            assertThat(epochs.current()).isLessThanOrEqualTo(epochs.accepted());
            return false;
        } catch (IOException refusal) {
            assertThat(refusal).hasMessageContaining("version-2");
            return true;
        }
    }

    /** Of the room that a log has taken in advance, the beginning is enough. */
    private int usedBytes(Path path) {
        byte[] bytes = sound.bytes(path);
        int used = bytes.length;
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        return Math.min(bytes.length, used + 20);
    }

    /** Golden 07c: ZooKeeper takes such a record for the end, and drops all behind it without a word. */
    @Test
    void aFlippedBitInLengthOrEndOfARecordIsNotTakenForTheEndOfTheLog() throws IOException {
        List<Long> ends = recordsOf(newestLog);
        for (int record = 0; record + 1 < ends.size(); record++) {
            List<Long> bytes = new ArrayList<>();
            for (long i = LENGTH; i < PAYLOAD; i++) {
                bytes.add(ends.get(record) + i);
            }
            bytes.add(ends.get(record + 1) - 1);
            for (long at : bytes) {
                for (int bit = 0; bit < 8; bit++) {
                    DiskImage damaged = sound.withFlippedBit(newestLog, 8 * at + bit);
                    String where = "record " + record + ", byte " + at + ", bit " + bit;
                    assertThatExceptionOfType(DamagedLogException.class)
                            .as(where)
                            .isThrownBy(() -> recover(damaged))
                            .withMessageContaining(newestLog.toString());
                }
            }
        }
    }
}
