package dev.paddock.bench;

import dev.paddock.datatree.op.Operations;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.txn.CreateTxn;
import org.apache.zookeeper.txn.TxnHeader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Writes to a tree of 1.09 million znodes, at random places, in batches: each begins with the same tree. Ours decide and
 * carry out; ZooKeeper's carry out only, since its server decides elsewhere. Requests are ready in both.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(WriteBenchmark.BATCH)
public class WriteBenchmark {
    static final int BATCH = 1 << 17;

    /** Our tree, the requests, and the transactions that the creates become. */
    @State(Scope.Benchmark)
    public static class Paddock {
        private final PaddockTree base = PaddockTree.loaded(Shape.DEEP);
        private final List<CreateRequest> creates =
                Shape.newLeaves(BATCH).stream().map(Shape::createRequest).toList();
        private final List<DeleteRequest> deletes = Shape.distinctLeaves(BATCH).stream()
                .map(path -> new DeleteRequest(Utf8.of(path), ExpectedVersion.ANY))
                .toList();
        private final List<SetDataRequest> setDatas = Shape.someLeaves(BATCH).stream()
                .map(path -> new SetDataRequest(Utf8.of(path), Bytes.wrap(Shape.data()), ExpectedVersion.ANY))
                .toList();
        private final List<Transaction> createTxns = new ArrayList<>(BATCH);
        private PaddockTree tree;

        public Paddock() {
            PaddockTree decided = base.fork();
            creates.forEach(create -> createTxns.add(decided.write(create).transaction()));
        }

        @Setup(Level.Iteration)
        public void begin() {
            tree = base.fork();
        }
    }

    /** ZooKeeper's tree, and the arguments of its methods. What a batch leaves behind, {@link #begin} undoes. */
    @State(Scope.Benchmark)
    public static class ZooKeeper {
        private final ZooKeeperTree tree = ZooKeeperTree.created(Shape.DEEP);
        private final List<String> created = Shape.newLeaves(BATCH);
        private final List<String> deleted = Shape.distinctLeaves(BATCH);
        private final List<String> changed = Shape.someLeaves(BATCH);
        private final List<byte[]> data = new ArrayList<>(BATCH);
        private final List<TxnHeader> headers = new ArrayList<>(BATCH);
        private final List<CreateTxn> createTxns = new ArrayList<>(BATCH);

        @Setup(Level.Iteration)
        public void begin() {
            data.clear();
            headers.clear();
            createTxns.clear();
            for (int i = 0; i < BATCH; i++) {
                if (tree.find(created.get(i)) != null) {
                    tree.delete(created.get(i));
                }
                if (tree.find(deleted.get(i)) == null) {
                    tree.create(deleted.get(i), Shape.data());
                }
                data.add(Shape.data());
            }
            for (String path : created) {
                headers.add(new TxnHeader(0x100, 1, tree.nextZxid(), 0, ZooDefs.OpCode.create));
                createTxns.add(new CreateTxn(path, Shape.data(), ZooDefs.Ids.OPEN_ACL_UNSAFE, false, -1));
            }
        }
    }

    @Benchmark
    public Object createPaddock(Paddock paddock) {
        paddock.creates.forEach(paddock.tree::write);
        return paddock.tree.state();
    }

    /** As a server does it that has much to do: it makes a state for each batch. */
    @Benchmark
    public Object createInSeriesPaddock(Paddock paddock) {
        paddock.tree.writeInSeries(paddock.creates, 16);
        return paddock.tree.state();
    }

    @Benchmark
    public DataTree createZooKeeper(ZooKeeper zooKeeper) {
        for (int i = 0; i < BATCH; i++) {
            zooKeeper.tree.create(zooKeeper.created.get(i), zooKeeper.data.get(i));
        }
        return zooKeeper.tree.tree();
    }

    @Benchmark
    public Object deletePaddock(Paddock paddock) {
        paddock.deletes.forEach(paddock.tree::write);
        return paddock.tree.state();
    }

    @Benchmark
    public DataTree deleteZooKeeper(ZooKeeper zooKeeper) {
        zooKeeper.deleted.forEach(zooKeeper.tree::delete);
        return zooKeeper.tree.tree();
    }

    @Benchmark
    public Object setDataPaddock(Paddock paddock) {
        paddock.setDatas.forEach(paddock.tree::write);
        return paddock.tree.state();
    }

    @Benchmark
    public DataTree setDataZooKeeper(ZooKeeper zooKeeper) {
        for (int i = 0; i < BATCH; i++) {
            zooKeeper.tree.setData(zooKeeper.changed.get(i), zooKeeper.data.get(i), i);
        }
        return zooKeeper.tree.tree();
    }

    /** As a follower does it: the transaction was decided on by somebody else. */
    @Benchmark
    public Object applyPaddock(Paddock paddock) {
        dev.paddock.datatree.State state = paddock.tree.state();
        for (Transaction transaction : paddock.createTxns) {
            state = Operations.apply(state, transaction).state();
        }
        return state;
    }

    /** The same transactions with one edit for all of them, as when a log is read at the start. */
    @Benchmark
    public Object replayPaddock(Paddock paddock) {
        return paddock.tree.replayed(paddock.createTxns);
    }

    @Benchmark
    public DataTree applyZooKeeper(ZooKeeper zooKeeper) {
        for (int i = 0; i < BATCH; i++) {
            zooKeeper.tree.tree().processTxn(zooKeeper.headers.get(i), zooKeeper.createTxns.get(i));
        }
        return zooKeeper.tree.tree();
    }
}
