package dev.paddock.datatree.store;

/** Lets others have disk and processor for a while. */
@FunctionalInterface
public interface Rest {
    /** Returns when the time is over, or before if there is a hurry. */
    void rest(long nanos);
}
