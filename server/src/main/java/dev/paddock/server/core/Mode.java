package dev.paddock.server.core;

/** What a server is within its ensemble, by the name that four-letter words have for it. */
public enum Mode {
    STANDALONE("standalone"),
    LEADER("leader"),
    FOLLOWER("follower"),
    OBSERVER("observer"),

    /** It has no leader, or is not up to date yet, and serves nobody. */
    LOOKING("looking");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Whether another server decides on requests. */
    boolean isLearner() {
        return this == FOLLOWER || this == OBSERVER;
    }
}
