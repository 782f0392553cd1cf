package dev.paddock.client;

import dev.paddock.wire.Stat;

/** What a create has made. */
public record Created(String path, Stat stat) {
    /** The last part of the path, with the number that a sequential create got. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
