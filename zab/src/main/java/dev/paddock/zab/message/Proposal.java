package dev.paddock.zab.message;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.Membership;

/**
 * A transaction at its place in the history. One object stands in the history, is logged, sent to all, and delivered.
 *
 * @param txn header, body and digest; opaque here
 * @param membership the configuration that the transaction brings, or null: nearly all bring none
 */
public record Proposal(Zxid zxid, Bytes txn, Membership membership) implements Message {
    public Proposal(Zxid zxid, Bytes txn) {
        this(zxid, txn, null);
    }

    @Override
    public int size() {
        return PACKET_SIZE + txn.length();
    }
}
