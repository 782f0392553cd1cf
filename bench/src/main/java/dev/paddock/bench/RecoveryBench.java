package dev.paddock.bench;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.store.LogListener;
import dev.paddock.datatree.store.LogOptions;
import dev.paddock.datatree.store.LogWriter;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.zookeeper.server.ZKDatabase;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;

/**
 * How long it takes to have a database of 1.09 M znodes in memory again, from one and the same directory: a snapshot, and
 * then also 100,000 transactions of log behind it. The two sides take turns, each time in a JVM of its own.
 *
 * <p>ZooKeeper is asked twice: for its load alone, and for all that it does before it may serve, which includes writing a
 * snapshot. Ours writes none where there is nothing new to keep.
 */
public final class RecoveryBench {
    private static final int TOP = 100;
    private static final int MIDDLE = 100;
    private static final int LEAVES = 108;
    private static final int LOGGED = 100_000;
    private static final int RUNS = 5;
    private static final List<String> JVM_OPTIONS = List.of("-Xms2g", "-Xmx2g", "-Dslf4j.internal.verbosity=ERROR");

    private RecoveryBench() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("recovery");
        try {
            Maker maker = new Maker(directory);
            maker.snapshot();
            Path beginning = directory.resolve("to-serve");
            List<Figure> figures = new ArrayList<>(compare("load a snapshot of 1.09 M znodes", directory, beginning));
            maker.log();
            figures.addAll(compare("the same, and 100 k transactions", directory, beginning));
            Figure.print(figures);
        } finally {
            delete(directory);
        }
    }

    private static List<Figure> compare(String name, Path directory, Path beginning) throws IOException {
        double[] ours = new double[RUNS];
        double[] loads = new double[RUNS];
        double[] starts = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            ours[run] = millis("paddock", directory);
            loads[run] = millis("zookeeper", directory);
            // It writes a snapshot, which the next run shall not find.
            copy(directory.resolve("version-2"), beginning.resolve("version-2"));
            starts[run] = millis("zookeeper-start", beginning);
            delete(beginning);
        }
        return List.of(
                Figure.of(name, "ms", median(ours), median(loads)).atMost(1 / 3.0),
                Figure.of(name + ", and be ready to serve", "ms", median(ours), median(starts)));
    }

    private static double millis(String side, Path directory) {
        return Double.parseDouble(ChildJvm.run(Load.class, JVM_OPTIONS, side, directory.toString()));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    /** One load, in a process that does nothing else; prints how many milliseconds it took. */
    static final class Load {
        private Load() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path directory = Path.of(arguments[1]);
            long start = System.nanoTime();
            switch (arguments[0]) {
                case "paddock" -> paddock(directory);
                case "zookeeper" -> new ZKDatabase(files(directory)).loadDataBase();
                case "zookeeper-start" -> new ZooKeeperServer(files(directory), 2000, "").startdata();
                default -> throw new IllegalArgumentException("nobody is called " + arguments[0]);
            }
            System.out.println(Duration.ofNanos(System.nanoTime() - start).toMillis());
            // Some threads of ZooKeeper's would keep the process.
            System.exit(0);
        }

        private static void paddock(Path directory) throws IOException {
            new Recovery(
                            new RealDisk(),
                            StoreDirectories.of(directory, directory),
                            RecoveryOptions.DEFAULTS,
                            Hashing.seeded(new Random()),
                            System::nanoTime)
                    .recover();
        }

        private static FileTxnSnapLog files(Path directory) throws IOException {
            return new FileTxnSnapLog(directory.toFile(), directory.toFile());
        }
    }

    /** Makes the directory, znode by znode. */
    private static final class Maker {
        private static final byte[] DATA = new byte[100];

        private final RealDisk disk = new RealDisk();
        private final StoreDirectories directories;
        private final Random random = new Random(1);
        private final TreeEdit tree = TreeEdit.ofMany(State.empty(Hashing.seeded(random)));
        private Zxid zxid = Zxid.ZERO;

        private Maker(Path directory) throws IOException {
            directories = StoreDirectories.of(directory, directory);
            directories.create(disk);
        }

        private void snapshot() throws IOException {
            for (int top = 0; top < TOP; top++) {
                create("/service-" + top);
                for (int middle = 0; middle < MIDDLE; middle++) {
                    create("/service-" + top + "/node-" + middle);
                    for (int leaf = 0; leaf < LEAVES; leaf++) {
                        create("/service-" + top + "/node-" + middle + "/entry-" + leaf);
                    }
                }
            }
            new Snapshots(disk, directories.snapshots())
                    .write(zxid, SnapshotCompression.NONE, new StateSnapshot(tree.build(zxid)))
                    .publish();
        }

        private void log() {
            LogWriter writer =
                    new LogWriter(disk, directories.logs(), zxid, LogOptions.DEFAULTS, new Loud(), System::nanoTime);
            for (int i = 0; i < LOGGED; i++) {
                if (!writer.append(create("/service-" + i % TOP + "/node-" + i / TOP % MIDDLE + "/later-" + i))) {
                    throw new IllegalStateException("the log takes nothing more");
                }
                if (i % 1000 == 999) {
                    writer.step();
                }
            }
        }

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
