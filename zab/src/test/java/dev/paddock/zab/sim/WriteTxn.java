package dev.paddock.zab.sim;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.txn.CreateTxn;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnHeader;
import dev.paddock.zab.codec.MembershipText;
import dev.paddock.zab.membership.Membership;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * The transactions of the simulation, each with the number of the write that it came from in the place of the time. Most are
 * refusals, which are the smallest there are.
 */
final class WriteTxn {
    private static final int NUMBER_OFFSET = 20;
    private static final int SIZE = 36;

    private WriteTxn() {}

    static Bytes of(long session, int cxid, Zxid zxid, long number) {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        bytes.putLong(session).putInt(cxid).putLong(zxid.value()).putLong(number);
        bytes.putInt(OpCode.ERROR.code()).putInt(0);
        return Bytes.wrap(bytes.array());
    }

    /** One that brings a configuration is what it is with real servers, so that it can be read back. */
    static Bytes of(long session, int cxid, Zxid zxid, long number, Membership membership) {
        Bytes text = Bytes.ofText(MembershipText.format(membership));
        SetDataTxn change = new SetDataTxn(OpCode.RECONFIG, Utf8.of("/zookeeper/config"), text, -1);
        return bytes(new TxnHeader(session, cxid, zxid, number), change);
    }

    /** One that leaves a znode, so that a tree tells which transactions have made it. Some are longer than a sector. */
    static Bytes creating(long session, int cxid, Zxid zxid, long number) {
        Bytes data = Bytes.wrap(new byte[(int) (number * 37 % 600)]);
        Utf8 path = Utf8.of("/write-" + number);
        CreateTxn create = new CreateTxn(OpCode.CREATE, path, data, Acl.OPEN, false, CreateTxn.COUNT_ON, 0);
        return bytes(new TxnHeader(session, cxid, zxid, number), create);
    }

    private static Bytes bytes(TxnHeader header, Txn txn) {
        ByteBuf bytes = Unpooled.buffer();
        new Transaction(header, txn, null).write(new JuteWriter(bytes));
        return Bytes.wrap(ByteBufUtil.getBytes(bytes));
    }

    static long number(Bytes txn) {
        byte[] bytes = txn.array();
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | bytes[NUMBER_OFFSET + i] & 0xFF;
        }
        return number;
    }
}
