package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.store.disk.DiskFile;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GentleFileOutputTest {
    private static final int PIECE = 256 * 1024;
    private static final Path FILE = TestLogs.file("large");

    private final List<Long> rests = new ArrayList<>();
    private long now = 1_000;

    @Test
    void eachPieceIsSyncedAndFollowedByARestAsLongAsItTook() throws IOException {
        SimulatedDisk disk = TestLogs.disk(1);
        DiskFile file = disk.create(FILE);
        GentleFileOutput out = new GentleFileOutput(file, () -> now, this::rest);
        disk.syncDirectory(TestLogs.DIRECTORY);

        now += 50;
        out.write(new byte[PIECE - 1]);
        assertThat(rests).isEmpty();
        now += 20;
        out.write(1);
        assertThat(rests).containsExactly(70L);
        now += 30;
        out.write(new byte[PIECE + 5]);
        assertThat(rests).containsExactly(70L, 30L);

        out.write(new byte[10]);
        disk.crash();
        disk.restart();
        assertThat(disk.size(FILE)).as("what is durable").isBetween(2L * PIECE + 5, 2L * PIECE + 15);
    }

    private void rest(long nanos) {
        rests.add(nanos);
        now += nanos;
    }
}
