package dev.paddock.client;

import dev.paddock.wire.Bytes;

/** What it takes to go on with a session from another client: whoever knows both is its owner. */
public record SessionCredentials(long id, Bytes password) {
    /** Without the password. */
    @Override
    public String toString() {
        return "session 0x" + Long.toHexString(id);
    }
}
