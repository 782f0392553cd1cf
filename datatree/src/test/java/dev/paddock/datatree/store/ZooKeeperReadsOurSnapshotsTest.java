package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.persistence.FileSnap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we write, loaded by ZooKeeper's own code with its default settings. */
class ZooKeeperReadsOurSnapshotsTest {
    private static final byte[] GOLDEN = GoldenSnapshots.bytes("25-written-by-3.8.4/data/version-2/snapshot.3e");

    @TempDir
    Path directory;

    enum Sections {
        NONE,
        DIGEST,
        DIGEST_AND_LAST_ZXID
    }

    @ParameterizedTest
    @EnumSource
    void itReadsEveryCompression(SnapshotCompression compression) throws IOException {
        assertThatZooKeeperReads(RecordedSnapshot.read(GOLDEN), compression);
    }

    @ParameterizedTest
    @EnumSource
    void itReadsEveryChoiceOfSections(Sections sections) throws IOException {
        RecordedSnapshot golden = RecordedSnapshot.read(GOLDEN);
        SnapshotTrailer trailer = new SnapshotTrailer(
                sections == Sections.NONE ? Optional.empty() : golden.trailer().digest(),
                sections == Sections.DIGEST_AND_LAST_ZXID ? Optional.of(new Zxid(0x3e)) : Optional.empty());

        assertThatZooKeeperReads(
                new RecordedSnapshot(golden.sessions(), golden.acls(), golden.nodes(), trailer),
                SnapshotCompression.NONE);
    }

    private void assertThatZooKeeperReads(RecordedSnapshot snapshot, SnapshotCompression compression)
            throws IOException {
        new Snapshots(new RealDisk(), directory)
                .write(new Zxid(0x3e), compression, snapshot)
                .publish();

        DataTree tree = new DataTree();
        Map<Long, Integer> sessions = new HashMap<>();
        long zxid = new FileSnap(directory.toFile()).deserialize(tree, sessions);

        assertThat(zxid).isEqualTo(0x3e);
        assertThat(sessions).isEqualTo(snapshot.sessions());
        assertThat(tree.getNodeCount())
                .as("ZooKeeper counts its root twice, as \"\" and \"/\"")
                .isEqualTo(snapshot.nodes().size() + 1);
        assertThat(tree.getTreeDigest()).isEqualTo(76432338763L);
    }
}
