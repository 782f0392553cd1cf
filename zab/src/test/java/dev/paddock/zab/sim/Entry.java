package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.message.Proposal;

/**
 * A history, by its last transaction and the history before. The digest covers all of it, so two histories are equal if
 * length and digest are.
 */
public final class Entry {
    private static final Zxid NOTHING = Zxid.ZERO;

    private final Entry before;
    private final int length;
    private final long zxid;
    private final long digest;
    private final Proposal proposal;

    private Entry(Entry before, Proposal proposal) {
        this.before = before;
        this.proposal = proposal;
        this.length = before == null ? 0 : before.length + 1;
        this.zxid = proposal == null ? NOTHING.value() : proposal.zxid().value();
        this.digest = before == null ? 0 : mix(mix(before.digest ^ zxid) ^ WriteTxn.number(proposal.txn()));
    }

    public static Entry none() {
        return new Entry(null, null);
    }

    public Entry then(Proposal next) {
        return new Entry(this, next);
    }

    public Entry before() {
        return before;
    }

    public int length() {
        return length;
    }

    public Zxid zxid() {
        return length == 0 ? NOTHING : proposal.zxid();
    }

    public Proposal proposal() {
        return proposal;
    }

    public boolean isSameAs(Entry other) {
        return length == other.length && digest == other.digest;
    }

    /** The beginning of this history that has so many transactions. */
    public Entry first(int count) {
        Entry entry = this;
        while (entry.length > count) {
            entry = entry.before;
        }
        return entry;
    }

    /** The beginning of this history that ends with this transaction, or null if it is not in it. */
    Entry upTo(Zxid last) {
        Entry entry = notAfter(last);
        return entry.zxid == last.value() ? entry : null;
    }

    /** The beginning of this history that has all up to a zxid, whether there is a transaction of it or not. */
    public Entry notAfter(Zxid last) {
        Entry entry = this;
        while (Long.compareUnsigned(entry.zxid, last.value()) > 0) {
            entry = entry.before;
        }
        return entry;
    }

    boolean begins(Entry longer) {
        return length <= longer.length && longer.first(length).digest == digest;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Entry entry = this; entry.length > 0; entry = entry.before) {
            if (length - entry.length == 12) {
                text.insert(0, entry.length + " before, ");
                break;
            }
            text.insert(0, Names.of(entry.zxid()) + "=" + WriteTxn.number(entry.proposal.txn()) + " ");
        }
        return "[" + text.toString().strip() + "]";
    }
}
