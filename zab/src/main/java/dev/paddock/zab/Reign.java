package dev.paddock.zab;

/**
 * The time that a server spends in one role, numbered from its start on. What was begun in one reign means nothing in the
 * next.
 */
public record Reign(long number) {
    public Reign next() {
        return new Reign(number + 1);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
