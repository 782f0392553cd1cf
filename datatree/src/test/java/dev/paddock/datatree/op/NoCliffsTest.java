package dev.paddock.datatree.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.Znode;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetAclRequest;
import dev.paddock.wire.proto.GetAllChildrenNumberRequest;
import dev.paddock.wire.proto.GetAllChildrenNumberResponse;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetChildrenResponse;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.GetEphemeralsRequest;
import dev.paddock.wire.proto.MultiReadRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.SyncRequest;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.CreateTxn;
import dev.paddock.wire.txn.DeleteTxn;
import dev.paddock.wire.txn.SetAclTxn;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing that a client can send, or pile up, makes a single request expensive. */
class NoCliffsTest {
    /** Far more than any of this takes, and far less than it would if it grew with the square. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int LONGEST_PACKET = 1_048_575;

    private final Database database = new Database();

    @Test
    void aPathOfHalfAMillionNamesIsAnsweredLikeAnyOther() {
        database.create("/a");
        database.create("/zookeeper/quota/a");
        database.create("/zookeeper/quota/a/zookeeper_limits");
        Utf8 valid = deepPath(LONGEST_PACKET - 1);
        Utf8 withSlash = deepPath(LONGEST_PACKET);

        assertTimeout(SOON, () -> {
            for (Utf8 path : List.of(valid, withSlash)) {
                for (Request write : writes(path)) {
                    ErrorCode error = database.write(write).result().error();
                    boolean byRule =
                            path == withSlash && (write instanceof SetDataRequest || write instanceof SetAclRequest);
                    assertThat(error)
                            .as(write.op().toString())
                            .isEqualTo(byRule ? ErrorCode.BAD_ARGUMENTS : ErrorCode.NO_NODE);
                }
                for (Request part :
                        List.of(new CheckRequest(path, ExpectedVersion.ANY), create(OpCode.CREATE2, path))) {
                    database.write(new MultiRequest(List.of(part)));
                }
                for (Request read : reads(path)) {
                    assertThat(database.read(read).error())
                            .as(read.op().toString())
                            .isEqualTo(ErrorCode.NO_NODE);
                }
                database.read(new MultiReadRequest(List.of(new GetDataRequest(path, false))));
                assertThat(database.read(new SyncRequest(path)).error()).isEqualTo(ErrorCode.OK);
                assertThat(database.read(new GetEphemeralsRequest(path)).error())
                        .isEqualTo(ErrorCode.OK);
            }
        });
        StateChecks.check(database.state());
    }

    @Test
    void aTransactionWithSuchAPathIsAppliedAsFast() {
        Utf8 path = deepPath(LONGEST_PACKET);
        assertTimeout(SOON, () -> {
            for (Txn txn : List.of(
                    new CreateTxn(OpCode.CREATE, path, null, Acl.OPEN, true, 1, 0),
                    new DeleteTxn(OpCode.DELETE, path),
                    new SetDataTxn(OpCode.SET_DATA, path, null, 1),
                    new SetAclTxn(path, Acl.OPEN, 1),
                    new CloseSessionTxn(List.of(path, path)))) {
                TxnHeader header = new TxnHeader(7, 1, new Zxid(99), 1);
                assertThat(Operations.apply(database.state(), new Transaction(header, txn, null))
                                .anomalies())
                        .isNotEmpty();
            }
        });
    }

    private static List<Request> writes(Utf8 path) {
        return List.of(
                create(OpCode.CREATE, path),
                create(OpCode.CREATE2, path),
                create(OpCode.CREATE_CONTAINER, path),
                new CreateRequest(
                        OpCode.CREATE,
                        path,
                        null,
                        Acl.OPEN,
                        CreateMode.PERSISTENT_SEQUENTIAL.flags(),
                        CreateRequest.NO_TTL),
                new DeleteRequest(path, ExpectedVersion.ANY),
                new DeleteContainerRequest(path),
                new SetDataRequest(path, Bytes.EMPTY, ExpectedVersion.ANY),
                new SetAclRequest(path, Acl.OPEN, ExpectedVersion.ANY));
    }

    private static List<Request> reads(Utf8 path) {
        return List.of(
                new ExistsRequest(path, false),
                new GetDataRequest(path, false),
                new GetAclRequest(path),
                new GetChildrenRequest(OpCode.GET_CHILDREN, path, false),
                new GetChildrenRequest(OpCode.GET_CHILDREN2, path, false),
                new GetAllChildrenNumberRequest(path));
    }

    private static CreateRequest create(OpCode op, Utf8 path) {
        return new CreateRequest(op, path, null, Acl.OPEN, 0, CreateRequest.NO_TTL);
    }

    /** {@code /a/a/a…} of so many bytes. */
    private static Utf8 deepPath(int length) {
        byte[] path = new byte[length];
        for (int i = 0; i < length; i++) {
            path[i] = (byte) (i % 2 == 0 ? '/' : 'a');
        }
        return Utf8.wrap(path);
    }

    @Test
    void aChainOfThousandsIsCreatedCountedAndDeleted() {
        int depth = 3000;
        database.create("/zookeeper/quota/a");
        database.create("/zookeeper/quota/a/zookeeper_limits");
        database.create("/zookeeper/quota/a/zookeeper_stats");

        assertTimeout(SOON, () -> {
            for (int i = 1; i <= depth; i++) {
                assertThat(database.create(deepPath(2 * i).toString())).isEqualTo(ErrorCode.OK);
            }
        });

        StateChecks.check(database.state());
        assertThat(database.read(new GetAllChildrenNumberRequest(Utf8.of("/a"))).response())
                .isEqualTo(new GetAllChildrenNumberResponse(depth - 1));
        assertThat(database.read(new GetChildrenRequest(OpCode.GET_CHILDREN, deepPath(2 * depth - 2), false))
                        .response())
                .isEqualTo(new GetChildrenResponse(List.of(Utf8.of("a"))));
        Utf8 stats = Utf8.of("/zookeeper/quota/a/zookeeper_stats");
        assertThat(database.state().find(stats).data().text()).isEqualTo("count=3000,bytes=12000");

        assertTimeout(SOON, () -> {
            for (int i = depth; i >= 1; i--) {
                assertThat(database.delete(deepPath(2 * i).toString())).isEqualTo(ErrorCode.OK);
            }
        });
        assertThat(database.state().find(stats).data().text()).isEqualTo("count=0,bytes=0");
        StateChecks.check(database.state());
    }

    @Test
    void aSubtreeOfThousandsOfLevelsGoesInOneTransaction() {
        for (int i = 1; i <= 2000; i++) {
            database.create(deepPath(2 * i).toString());
        }
        TxnHeader header = new TxnHeader(7, 1, new Zxid(9999), 1);
        State state = Operations.apply(
                        database.state(), new Transaction(header, new DeleteTxn(OpCode.DELETE, Utf8.of("/a")), null))
                .state();

        StateChecks.check(state);
        assertThat(state.znodeCount()).isEqualTo(4);
    }

    @Test
    void oneSessionWithAHundredThousandEphemeralsEndsInOneReadableTransaction() {
        int count = 100_000;
        TreeEdit edit = TreeEdit.ofMany(database.state());
        for (int i = 0; i < count; i++) {
            edit.create(Utf8.of("/ephemeral-number-" + i), null, Acl.OPEN, Database.SESSION, CreateTxn.COUNT_ON, 2, 2);
        }
        Database full = database.at(edit.build(new Zxid(2)));
        assertThat(full.state().ephemeralCount()).isEqualTo(count);
        State before = full.state();

        Prepared closed = full.write(new CloseSessionRequest());

        assertThat(closed.transaction().size()).isLessThanOrEqualTo(Rules.DEFAULT.maxTransactionBytes());
        assertThat(((CloseSessionTxn) closed.transaction().txn()).paths()).hasSizeBetween(1, count - 1);
        assertThat(closed.events()).hasSize(2 * count);
        assertThat(full.state().ephemeralCount()).isZero();
        assertThat(full.state().znodeCount()).isEqualTo(4);
        StateChecks.check(full.state());
        ByteBuf bytes = Unpooled.buffer();
        closed.transaction().write(new JuteWriter(bytes));
        State replayed = Operations.apply(before, Transaction.read(new JuteReader(bytes)))
                .state();
        StateChecks.sameContent(replayed, full.state());
    }

    @Test
    void aMillionChildrenAreOneParent() {
        int count = 1_000_000;
        TreeEdit edit = TreeEdit.ofMany(State.empty(Hashing.seeded(new Random(3))));
        edit.create(Utf8.of("/p"), null, Acl.OPEN, 0, CreateTxn.COUNT_ON, 1, 1);
        for (int i = 0; i < count; i++) {
            edit.create(Utf8.of("/p/n" + i), null, Acl.OPEN, 0, CreateTxn.COUNT_ON, 2, 2);
        }
        State state = edit.build(new Zxid(2));
        Znode parent = state.find(Utf8.of("/p"));

        assertThat(parent.childCount()).isEqualTo(count);
        assertThat(parent.stat().cversion()).isEqualTo(count);
        assertThat(state.znodeCount()).isEqualTo(count + 5);
        assertThat(state.find(Utf8.of("/p/n" + (count - 1)))).isNotNull();
        assertThat(state.find(Utf8.of("/p/n" + count))).isNull();
        int[] seen = {0, 0};
        parent.forEachChild(child -> {
            seen[0]++;
            seen[1] += child.nameLength();
        });
        assertThat(seen).containsExactly(count, parent.childNameBytes());
    }

    /** Java's hash of strings, and the same over bytes, are the same for all of these: 2 to the 17th of them. */
    @Test
    void namesThatCollideElsewhereDoNotCollideHere() {
        int pairs = 17;
        TreeEdit edit = TreeEdit.ofMany(State.empty(Hashing.seeded(new Random(4))));
        edit.create(Utf8.of("/p"), null, Acl.OPEN, 0, CreateTxn.COUNT_ON, 1, 1);
        int hash = Arrays.hashCode(Utf8.of(colliding(0, pairs)).array());
        for (int i = 0; i < 1 << pairs; i++) {
            Utf8 name = Utf8.of(colliding(i, pairs));
            assertThat(Arrays.hashCode(name.array())).isEqualTo(hash);
            edit.create(StateChecks.child(Utf8.of("/p"), name), null, Acl.OPEN, 0, CreateTxn.COUNT_ON, 2, 2);
        }
        State state = edit.build(new Zxid(2));

        StateChecks.check(state);
        assertThat(state.find(Utf8.of("/p")).childCount()).isEqualTo(1 << pairs);
        // Of so many hashes two agree in some 34 bits, and a step takes at least three; with one hash for all it is 23.
        assertThat(StateChecks.childrenDepth(state, Utf8.of("/p"))).isBetween(4, 12);
    }

    /** "Aa" and "BB" have one hash, so that any row of them has. */
    private static String colliding(int bits, int pairs) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < pairs; i++) {
            name.append((bits >> i & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
