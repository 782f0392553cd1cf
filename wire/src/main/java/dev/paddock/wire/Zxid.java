package dev.paddock.wire;

/** The place of a transaction in the one order of all: the epoch of a leader, and a counter within it. */
public record Zxid(long value) implements Comparable<Zxid> {
    public static final Zxid ZERO = new Zxid(0);

    public static Zxid of(long epoch, long counter) {
        return new Zxid(epoch << 32 | counter & 0xFFFF_FFFFL);
    }

    /** Signed, as in the epoch files: the zxid -1 of a database that was never filled has the epoch -1. */
    public long epoch() {
        return value >> 32;
    }

    public long counter() {
        return value & 0xFFFF_FFFFL;
    }

    public Zxid next() {
        return new Zxid(value + 1);
    }

    /** Whether this zxid follows {@code previous} without a hole: the next counter, or the start of a later epoch. */
    public boolean follows(Zxid previous) {
        return value == previous.value + 1 || epoch() > previous.epoch();
    }

    public boolean isAfter(Zxid other) {
        return value > other.value;
    }

    @Override
    public int compareTo(Zxid other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(value);
    }
}
