package dev.paddock.zab.codec;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.zab.message.Proposal;
import java.nio.ByteBuffer;

/**
 * A transaction as it is logged and proposed. Of all that is in it agreement wants to know where it stands, and whether it
 * changes the configuration.
 */
public final class ProposalCodec {
    private static final int ZXID_AT = Long.BYTES + Integer.BYTES;
    private static final int TYPE_AT = Transaction.HEADER_SIZE - Integer.BYTES;

    private ProposalCodec() {}

    /** Of the bytes of a transaction, from its header on. */
    public static Proposal read(Bytes txn) {
        if (txn.length() < Transaction.HEADER_SIZE) {
            throw new JuteException("a transaction of " + txn.length() + " bytes has no header");
        }
        ByteBuffer bytes = ByteBuffer.wrap(txn.array());
        Zxid zxid = new Zxid(bytes.getLong(ZXID_AT));
        if (bytes.getInt(TYPE_AT) != OpCode.RECONFIG.code()) {
            return new Proposal(zxid, txn);
        }
        if (Transaction.read(QuorumPacket.reader(txn)).txn() instanceof SetDataTxn change && change.data() != null) {
            return new Proposal(zxid, txn, MembershipText.parse(change.data().text()));
        }
        throw new JuteException("the reconfiguration " + zxid + " brings no configuration");
    }

    static Proposal read(Bytes txn, Zxid expected) {
        Proposal proposal = read(txn);
        if (!proposal.zxid().equals(expected)) {
            throw new JuteException("a packet of " + expected + " with the transaction " + proposal.zxid());
        }
        return proposal;
    }
}
