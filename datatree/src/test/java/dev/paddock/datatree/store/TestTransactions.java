package dev.paddock.datatree.store;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.CreateSessionTxn;
import dev.paddock.wire.txn.CreateTxn;
import dev.paddock.wire.txn.DeleteTxn;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.SetAclTxn;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnDigest;
import dev.paddock.wire.txn.TxnHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Transactions to fill a log with. */
final class TestTransactions {
    private static final long TIME = 1_700_000_000_000L;

    private TestTransactions() {}

    /** The smallest that matters: new data, with the zxid in it. */
    static Transaction transaction(long zxid) {
        return sized(zxid, 20);
    }

    /** One with so many bytes of data, none of which is zero. */
    static Transaction sized(long zxid, int dataSize) {
        byte[] data = new byte[dataSize];
        for (int i = 0; i < dataSize; i++) {
            data[i] = (byte) (1 + (zxid + i) % 127);
        }
        return of(zxid, new SetDataTxn(OpCode.SET_DATA, Utf8.of("/path"), Bytes.wrap(data), 7));
    }

    static Transaction error(long zxid) {
        return new Transaction(new TxnHeader(7, 1, new Zxid(zxid), TIME), ErrorTxn.of(ErrorCode.NO_NODE), null);
    }

    static List<Transaction> transactions(long first, long last) {
        List<Transaction> all = new ArrayList<>();
        for (long zxid = first; zxid <= last; zxid++) {
            all.add(transaction(zxid));
        }
        return all;
    }

    /** One of any kind and size, mostly small. */
    static Transaction random(Random random, long zxid) {
        return of(zxid, randomBody(random, true));
    }

    private static Txn randomBody(Random random, boolean multiToo) {
        Utf8 path = Utf8.of("/" + "p".repeat(random.nextInt(20)) + random.nextInt(100));
        return switch (random.nextInt(multiToo ? 8 : 5)) {
            case 0 -> new DeleteTxn(OpCode.DELETE, path);
            case 1 -> new SetDataTxn(OpCode.SET_DATA, path, randomData(random), random.nextInt());
            case 2 -> new SetAclTxn(path, Acl.OPEN, random.nextInt());
            case 3 -> new CreateTxn(OpCode.CREATE, path, null, Acl.OPEN, random.nextBoolean(), random.nextInt(), 0);
            case 4 ->
                new CreateTxn(
                        OpCode.CREATE_TTL, path, randomData(random), Acl.OPEN, false, 1, random.nextInt(1_000_000));
            case 5 -> new CreateSessionTxn(random.nextInt());
            case 6 -> new CloseSessionTxn(List.of(path, path));
            default -> {
                List<Txn> parts = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    parts.add(randomBody(random, false));
                }
                yield new MultiTxn(parts);
            }
        };
    }

    private static Bytes randomData(Random random) {
        int size = random.nextInt(10) == 0 ? random.nextInt(10_000) : random.nextInt(100);
        byte[] data = new byte[size];
        if (random.nextBoolean()) {
            random.nextBytes(data);
        }
        return Bytes.wrap(data);
    }

    private static Transaction of(long zxid, Txn txn) {
        TxnHeader header = new TxnHeader(0x1000_0000_0000L, (int) zxid, new Zxid(zxid), TIME + zxid);
        return new Transaction(header, txn, new TxnDigest(TxnDigest.VERSION, zxid * 31));
    }
}
