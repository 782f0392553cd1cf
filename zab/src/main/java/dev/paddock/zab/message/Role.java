package dev.paddock.zab.message;

/** What a server is at the moment, in the order of the numbers that notifications carry. */
public enum Role {
    LOOKING,
    FOLLOWING,
    LEADING,
    OBSERVING
}
