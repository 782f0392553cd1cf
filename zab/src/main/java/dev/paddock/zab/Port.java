package dev.paddock.zab;

/** The two ports that servers have for each other. */
public enum Port {
    /** Where votes come. Open as long as the server runs. */
    ELECTION,

    /** Where learners come. Open while the server leads. */
    QUORUM
}
