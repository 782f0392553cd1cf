package dev.paddock.wire.txn;

import static dev.paddock.wire.Encoding.bytesOf;
import static dev.paddock.wire.Encoding.reader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Dumps;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Transactions of each type as ZooKeeper 3.9.5 has logged them. */
class LoggedTransactionsTest {
    private static final long FIRST = 0x01000029_0a170000L;
    private static final long SECOND = FIRST + 1;
    private static final long THIRD = FIRST + 2;
    private static final long FOURTH = FIRST + 3;
    private static final long TTL = 1_000_000_000_000L;

    private final Map<String, byte[]> dumps = Dumps.read(LoggedTransactionsTest.class, "logged-transactions.txt");
    private final Map<String, Transaction> expected = new LinkedHashMap<>();

    LoggedTransactionsTest() {
        expect("createSession, zxid 1", FIRST, 0, 0x1, 0x4de9, new CreateSessionTxn(4000), 1371985504L);
        expect(
                "create, ephemeral, zxid 2",
                FIRST,
                1,
                0x2,
                0x4e40,
                new CreateTxn(OpCode.CREATE, Utf8.of("/exp-eph"), Bytes.ofText("gone"), Acl.OPEN, true, 1, 0),
                1623331537L);
        expect(
                "create2, null data, zxid 5",
                SECOND,
                2,
                0x5,
                0x5216,
                new CreateTxn(OpCode.CREATE2, Utf8.of("/b"), null, Acl.OPEN, false, 3, 0),
                7759963887L);
        expect(
                "createContainer, zxid b",
                SECOND,
                8,
                0xb,
                0x522c,
                create(OpCode.CREATE_CONTAINER, "/k", "container", 4, 0),
                19570872474L);
        expect(
                "createTTL, zxid f",
                SECOND,
                12,
                0xf,
                0x523f,
                create(OpCode.CREATE_TTL, "/t", "ttl", 5, TTL),
                27595777343L);
        expect("delete, zxid e", SECOND, 11, 0xe, 0x5238, delete("/k/child2"), 22391306481L);
        expect("setData, zxid 11", SECOND, 14, 0x11, 0x524d, setData("/a", "alpha-1", 1), 31999308701L);
        expect(
                "setACL, two entries, zxid 17",
                SECOND,
                20,
                0x17,
                0x526d,
                new SetAclTxn(
                        Utf8.of("/b"),
                        List.of(
                                new Acl(1, Id.ANYONE),
                                new Acl(31, new Id("digest", "bob:fyVmFCwVbTJYrznoSu1koqYEYF0="))),
                        1),
                30300724406L);
        expect("error (NoNode), no digest, zxid 1a", SECOND, 23, 0x1a, 0x5277, new ErrorTxn(-101), null);
        expect(
                "multi that failed: create kept, culprit -103, rest -2, zxid 1f",
                SECOND,
                28,
                0x1f,
                0x52f3,
                new MultiTxn(
                        List.of(create(OpCode.CREATE, "/m/never", "x", 6, 0), new ErrorTxn(-103), new ErrorTxn(-2))),
                43171815492L);
        expect(
                "multi that succeeded (nine parts), zxid 1e",
                SECOND,
                27,
                0x1e,
                0x52c8,
                new MultiTxn(List.of(
                        create(OpCode.CREATE, "/m", "multi", 8, 0),
                        create(OpCode.CREATE, "/m/seq-0000000000", "mseq", 1, 0),
                        create(OpCode.CREATE_CONTAINER, "/m/cont", "mc", 2, 0),
                        create(OpCode.CREATE_TTL, "/m/ttl", "mt", 3, TTL),
                        new CreateTxn(OpCode.CREATE, Utf8.of("/m/eph"), Bytes.ofText("me"), Acl.OPEN, true, 4, 0),
                        new CheckTxn(Utf8.of("/a"), 3),
                        setData("/a", "alpha-3", 3),
                        new CreateTxn(OpCode.CREATE, Utf8.of("/m/gone"), null, Acl.OPEN, false, 5, 0),
                        delete("/m/gone"))),
                43171815492L);
        expect(
                "closeSession with two paths, zxid 3a",
                THIRD,
                3,
                0x3a,
                0x534f,
                new CloseSessionTxn(List.of(Utf8.of("/a/s2-eph-2"), Utf8.of("/s2-eph-1"))),
                85725765822L);
        expect(
                "closeSession without paths, zxid 3c",
                FOURTH,
                1,
                0x3c,
                0x53c1,
                CloseSessionTxn.WITHOUT_PATHS,
                85725765822L);
        expect(
                "deleteContainer, made by the server, zxid 3d",
                0,
                0,
                0x3d,
                0x54a5,
                new DeleteTxn(OpCode.DELETE_CONTAINER, Utf8.of("/kshort")),
                82308716639L);
        expected.put(
                "record reconfig, zxid 100000003",
                new Transaction(
                        new TxnHeader(0x01000030_614f0000L, 2, Zxid.of(1, 3), 0x1a1_fede_a1e4L),
                        new SetDataTxn(
                                OpCode.RECONFIG,
                                Utf8.of("/zookeeper/config"),
                                Bytes.ofText("server.1=127.0.0.1:23291:23292:participant;127.0.0.1:23293\n"
                                        + "server.2=127.0.0.1:23301:23302:observer;127.0.0.1:23303\n"
                                        + "version=100000003"),
                                -1),
                        new TxnDigest(TxnDigest.VERSION, 8536765072L)));
    }

    private static CreateTxn create(OpCode type, String path, String data, int parentCversion, long ttl) {
        return new CreateTxn(type, Utf8.of(path), Bytes.ofText(data), Acl.OPEN, false, parentCversion, ttl);
    }

    private static DeleteTxn delete(String path) {
        return new DeleteTxn(OpCode.DELETE, Utf8.of(path));
    }

    private static SetDataTxn setData(String path, String data, int version) {
        return new SetDataTxn(OpCode.SET_DATA, Utf8.of(path), Bytes.ofText(data), version);
    }

    private void expect(String name, long session, int cxid, long zxid, int time, Txn txn, Long treeDigest) {
        TxnHeader header = new TxnHeader(session, cxid, new Zxid(zxid), 0x1a1_fed7_0000L + time);
        TxnDigest digest = treeDigest == null ? null : new TxnDigest(TxnDigest.VERSION, treeDigest);
        expected.put("record " + name, new Transaction(header, txn, digest));
    }

    @TestFactory
    Stream<DynamicTest> isReadAndWrittenToTheByte() {
        return expected.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> assertReadsAndWrites(dumps.get(entry.getKey()), entry.getValue())));
    }

    private static void assertReadsAndWrites(byte[] logged, Transaction transaction) {
        assertThat(Transaction.read(reader(logged))).isEqualTo(transaction);
        assertThat(bytesOf(transaction)).isEqualTo(logged);
        assertThat(transaction.size()).isEqualTo(logged.length);
    }

    @Test
    void allOfThemAreExpected() {
        assertThat(expected.keySet()).isEqualTo(dumps.keySet());
    }
}
