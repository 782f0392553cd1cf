package dev.paddock.bench;

import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.server.DataNode;
import org.apache.zookeeper.server.DataTree;

/** ZooKeeper's side: its own tree, as its jar has it and with its defaults. It checks nothing; its server does before. */
final class ZooKeeperTree {
    private static final List<ACL> OPEN = ZooDefs.Ids.OPEN_ACL_UNSAFE;
    private static final long NO_OWNER = 0;
    private static final long TIME = 1_700_000_000_000L;

    /** In place of the parent's version after a create: one more than it has. */
    private static final int COUNT_ON = -1;

    private final DataTree tree = new DataTree();
    private long zxid;

    static ZooKeeperTree created(Shape shape) {
        ZooKeeperTree tree = new ZooKeeperTree();
        shape.forEachPath(path -> tree.create(path, Shape.data()));
        return tree;
    }

    void create(String path, byte[] data) {
        try {
            tree.createNode(path, data, OPEN, NO_OWNER, COUNT_ON, ++zxid, TIME);
        } catch (KeeperException refused) {
            throw new IllegalStateException(refused);
        }
    }

    void delete(String path) {
        try {
            tree.deleteNode(path, ++zxid);
        } catch (KeeperException refused) {
            throw new IllegalStateException(refused);
        }
    }

    void setData(String path, byte[] data, int version) {
        try {
            tree.setData(path, data, version, ++zxid, TIME);
        } catch (KeeperException refused) {
            throw new IllegalStateException(refused);
        }
    }

    DataNode find(String path) {
        return tree.getNode(path);
    }

    DataTree tree() {
        return tree;
    }

    long nextZxid() {
        return ++zxid;
    }
}
