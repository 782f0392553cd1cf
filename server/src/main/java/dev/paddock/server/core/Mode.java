package dev.paddock.server.core;

/** What a server is within its ensemble, by the name that four-letter words have for it. */
public enum Mode {
    STANDALONE("standalone");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
