package dev.paddock.datatree.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.StatPersisted;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.persistence.FileSnap;

/** A snapshot for the real server to start from, of a tree with some znodes planted. */
final class PlantedSnapshot {
    private PlantedSnapshot() {}

    static void write(Settings settings, Path dataDir) throws IOException {
        DataTree tree = new DataTree();
        for (Settings.Planted znode : settings.planted()) {
            try {
                tree.createNode(znode.path(), new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 0, -1, 0, 0);
            } catch (KeeperException e) {
                throw new IllegalArgumentException("cannot plant " + znode, e);
            }
            StatPersisted stat = tree.getNode(znode.path()).stat;
            stat.setVersion(znode.version());
            stat.setAversion(znode.aversion());
            stat.setCversion(znode.childrenCreated());
        }
        tree.lastProcessedZxid = settings.zxid();
        Path directory = Files.createDirectories(dataDir.resolve("version-2"));
        Path snapshot = directory.resolve("snapshot." + Long.toHexString(settings.zxid()));
        new FileSnap(directory.toFile()).serialize(tree, Map.of(), snapshot.toFile(), false);
    }
}
