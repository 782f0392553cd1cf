package dev.paddock.bench;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.store.LogListener;
import dev.paddock.datatree.store.LogOptions;
import dev.paddock.datatree.store.LogWriter;
import dev.paddock.datatree.store.Recovered;
import dev.paddock.datatree.store.Recovery;
import dev.paddock.datatree.store.RecoveryOptions;
import dev.paddock.datatree.store.SnapshotCompression;
import dev.paddock.datatree.store.Snapshots;
import dev.paddock.datatree.store.StateSnapshot;
import dev.paddock.datatree.store.StoreDirectories;
import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.CreateTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.TxnDigest;
import dev.paddock.wire.txn.TxnHeader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.apache.zookeeper.server.ZKDatabase;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;

/**
 * How long it takes to have a database of 1.09 M znodes in memory again, from one and the same directory.
 *
 * <pre>
 * RecoveryTime make DIRECTORY         writes it: a snapshot, and 100,000 transactions of log behind it
 * RecoveryTime paddock DIRECTORY      loads it, in a process that does nothing else
 * RecoveryTime zookeeper DIRECTORY
 * </pre>
 */
public final class RecoveryTime {
    private static final int TOP = 100;
    private static final int MIDDLE = 100;
    private static final int LEAVES = 108;
    private static final int LOGGED = 100_000;

    private RecoveryTime() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        long start = System.nanoTime();
        int znodes = switch (arguments[0]) {
            case "make" -> make(directory);
            case "paddock" -> paddock(directory);
            case "zookeeper" -> zookeeper(directory);
            default -> throw new IllegalArgumentException("make, paddock or zookeeper, not " + arguments[0]);
        };
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        System.out.printf(Locale.ROOT, "%-9s %,9d znodes %,6d ms%n", arguments[0], znodes, millis);
    }

    private static int paddock(Path directory) throws IOException {
        Recovered recovered = new Recovery(
                        new RealDisk(),
                        StoreDirectories.of(directory, directory),
                        RecoveryOptions.DEFAULTS,
                        Hashing.seeded(new Random()),
                        System::nanoTime)
                .recover();
        System.out.println("          " + recovered.report());
        return recovered.state().znodeCount();
    }

    private static int zookeeper(Path directory) throws IOException {
        File files = directory.toFile();
        ZKDatabase database = new ZKDatabase(new FileTxnSnapLog(files, files));
        database.loadDataBase();
        return database.getNodeCount();
    }

    private static int make(Path directory) throws IOException {
        StoreDirectories directories = StoreDirectories.of(directory, directory);
        RealDisk disk = new RealDisk();
        directories.create(disk);
        Maker maker = new Maker();
        for (int top = 0; top < TOP; top++) {
            maker.create("/service-" + top);
            for (int middle = 0; middle < MIDDLE; middle++) {
                maker.create("/service-" + top + "/node-" + middle);
                for (int leaf = 0; leaf < LEAVES; leaf++) {
                    maker.create("/service-" + top + "/node-" + middle + "/entry-" + leaf);
                }
            }
        }
        State state = maker.state();
        new Snapshots(disk, directories.snapshots())
                .write(state.lastZxid(), SnapshotCompression.NONE, new StateSnapshot(state))
                .publish();
        return maker.log(disk, directories, state.lastZxid());
    }

    /** Makes znodes one by one. */
    private static final class Maker {
        private static final byte[] DATA = new byte[100];

        private final Random random = new Random(1);
        private final TreeEdit tree = TreeEdit.ofMany(State.empty(Hashing.seeded(random)));
        private Zxid zxid = Zxid.ZERO;

        private Transaction create(String path) {
            zxid = zxid.next();
            byte[] data = DATA.clone();
            random.nextBytes(data);
            CreateTxn txn = new CreateTxn(
                    OpCode.CREATE, Utf8.of(path), Bytes.wrap(data), Acl.OPEN, false, CreateTxn.COUNT_ON, 0);
            TxnHeader header = new TxnHeader(1, (int) zxid.value(), zxid, 1_700_000_000_000L + zxid.value());
            Operations.replay(tree, new Transaction(header, txn, null));
            return new Transaction(header, txn, new TxnDigest(TxnDigest.VERSION, tree.digest()));
        }

        private State state() {
            return tree.build(zxid);
        }

        private int log(RealDisk disk, StoreDirectories directories, Zxid last) {
            LogWriter writer =
                    new LogWriter(disk, directories.logs(), last, LogOptions.DEFAULTS, new Loud(), System::nanoTime);
            for (int i = 0; i < LOGGED; i++) {
                writer.append(create("/service-" + i % TOP + "/node-" + i / TOP % MIDDLE + "/later-" + i));
                if (i % 1000 == 999) {
                    writer.step();
                }
            }
            return state().znodeCount();
        }
    }

    private static final class Loud implements LogListener {
        @Override
        public void durable(Zxid upTo) {}

        @Override
        public void slowSync(Duration took) {}

        @Override
        public void failed(String message, Throwable cause) {
            throw new IllegalStateException(message, cause);
        }
    }
}
