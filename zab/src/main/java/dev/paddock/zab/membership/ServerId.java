package dev.paddock.zab.membership;

/** The number of a server in its ensemble: {@code myid}. */
public record ServerId(long value) implements Comparable<ServerId> {
    /** What a server proposes that may not vote, for want of a candidate. */
    public static final ServerId NONE = new ServerId(Long.MIN_VALUE);

    @Override
    public int compareTo(ServerId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
