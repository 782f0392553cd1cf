package dev.paddock.zab.history;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.message.Proposal;
import java.util.List;

/**
 * The transactions that this server has, in the one order of all. The newest are in memory, the others in the log or in
 * snapshots alone. It outlasts every role: what a leader that is gone has proposed stays here until it is delivered or
 * truncated.
 *
 * <p>Those in memory have an index that stays theirs, counted from the start of the server.
 */
public final class History {
    /** What is in memory, at index modulo length: ascending, without holes. The length is a power of two. */
    private Proposal[] ring = new Proposal[64];

    private long first;
    private long end;

    /** The index of the first that is not delivered. */
    private long undelivered;

    /** The transaction before the first in memory. */
    private Zxid base;

    /** The last one of all. */
    private Zxid last;

    /** The state has all up to here. Never beyond {@link #last}. */
    private Zxid delivered;

    /** On disk up to here. Never beyond {@link #last}; what is behind is neither voted with nor acknowledged. */
    private Zxid durable;

    /** Up to here it is known that a quorum has it, so that nobody may ask for it back. */
    private Zxid agreed = Zxid.ZERO;

    /** The log may be read behind this: there it is the one history. */
    private Zxid loggedAfter;

    private long bytes;

    public History(Zxid delivered, List<Proposal> tail, Zxid loggedAfter) {
        this.base = delivered;
        this.last = delivered;
        this.delivered = delivered;
        this.loggedAfter = loggedAfter;
        tail.forEach(this::append);
        this.durable = last;
    }

    /** Whether {@code next} comes right behind {@code previous}: by one, or as the first of a later epoch. */
    public static boolean follows(Zxid previous, Zxid next) {
        return next.epoch() == previous.epoch()
                ? next.value() == previous.value() + 1
                : next.epoch() > previous.epoch() && next.counter() == 1;
    }

    public void append(Proposal proposal) {
        if (!follows(last, proposal.zxid())) {
            throw new IllegalStateException("after " + last + " comes " + proposal.zxid() + ": there would be a hole");
        }
        if (end - first == ring.length) {
            grow();
        }
        ring[slot(end++)] = proposal;
        bytes += proposal.size();
        last = proposal.zxid();
    }

    private void grow() {
        Proposal[] larger = new Proposal[ring.length * 2];
        for (long index = first; index < end; index++) {
            larger[(int) (index & larger.length - 1)] = get(index);
        }
        ring = larger;
    }

    private int slot(long index) {
        return (int) (index & ring.length - 1);
    }

    /** From {@link #first} to before {@link #end}. */
    public Proposal get(long index) {
        return ring[slot(index)];
    }

    public long first() {
        return first;
    }

    public long end() {
        return end;
    }

    /** The index of the first in memory behind this transaction; {@link #end} if there is none. */
    public long indexAfter(Zxid zxid) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (get(middle).zxid().isAfter(zxid)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The first in memory behind this transaction, or null. */
    public Proposal after(Zxid zxid) {
        long index = indexAfter(zxid);
        return index < end ? get(index) : null;
    }

    /** The last in memory up to this transaction, or the one before those in memory. */
    public Zxid floor(Zxid zxid) {
        long index = indexAfter(zxid);
        return index == first ? base : get(index - 1).zxid();
    }

    /** Whether it is in memory, or right before what is. */
    public boolean holds(Zxid zxid) {
        return floor(zxid).equals(zxid);
    }

    public Zxid base() {
        return base;
    }

    public Zxid last() {
        return last;
    }

    public Zxid delivered() {
        return delivered;
    }

    public Zxid durable() {
        return durable;
    }

    public Zxid agreed() {
        return agreed;
    }

    public Zxid loggedAfter() {
        return loggedAfter;
    }

    /** The next one to be delivered, which is delivered with this; null if there is none up to {@code upTo}. */
    public Proposal deliverNext(Zxid upTo) {
        if (undelivered == end || get(undelivered).zxid().isAfter(upTo)) {
            return null;
        }
        Proposal next = get(undelivered++);
        delivered = next.zxid();
        return next;
    }

    /** The first that is not delivered has this index; those up to {@link #end} are the tail. */
    public long undelivered() {
        return undelivered;
    }

    /** All up to here is agreed upon. */
    public void agreeOn(Zxid upTo) {
        if (upTo.isAfter(agreed)) {
            agreed = upTo;
        }
    }

    void durable(Zxid upTo) {
        if (upTo.isAfter(last)) {
            throw new IllegalStateException("the log says that it has " + upTo + ", the history ends at " + last);
        }
        if (upTo.isAfter(durable)) {
            durable = upTo;
        }
    }

    /** Forgets the oldest of what everybody here has no more use for, until the rest is within the bounds. */
    public void trim(int mostCount, long mostBytes) {
        while (end - first > mostCount || bytes > mostBytes) {
            if (first == undelivered || get(first).zxid().isAfter(durable)) {
                return;
            }
            Proposal oldest = get(first);
            ring[slot(first++)] = null;
            bytes -= oldest.size();
            base = oldest.zxid();
        }
    }

    /** What is behind this transaction was never agreed upon. */
    void truncate(Zxid to) {
        while (end > first && get(end - 1).zxid().isAfter(to)) {
            Proposal newest = get(--end);
            ring[slot(end)] = null;
            bytes -= newest.size();
        }
        if (base.isAfter(to)) {
            base = to;
        }
        undelivered = Math.min(undelivered, end);
        last = to;
        durable = to;
        delivered = min(delivered, to);
        loggedAfter = min(loggedAfter, to);
    }

    /** The history of a leader has taken the place of this one. */
    void replace(Zxid by) {
        for (long index = first; index < end; index++) {
            ring[slot(index)] = null;
        }
        first = end;
        undelivered = end;
        bytes = 0;
        base = by;
        last = by;
        durable = by;
        delivered = by;
        loggedAfter = by;
    }

    private static Zxid min(Zxid one, Zxid other) {
        return one.isAfter(other) ? other : one;
    }

    /** What the fields say of themselves. Broken, it would make a promise that nobody can keep. */
    public void check() {
        if (delivered.isAfter(last) || durable.isAfter(last) || base.isAfter(last) || base.isAfter(delivered)) {
            throw new IllegalStateException("a history from " + base + " to " + last + " cannot be durable to "
                    + durable + " and delivered to " + delivered);
        }
    }
}
