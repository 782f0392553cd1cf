package dev.paddock.client;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Stat;

/**
 * What a znode holds.
 *
 * @param data null if it was created or set with null, which is not the same as no bytes
 */
public record NodeData(Bytes data, Stat stat) {
    /** The bytes themselves, to read and not to change; none if there is no data. */
    public byte[] bytes() {
        return data == null ? Bytes.EMPTY.array() : data.array();
    }

    /** The bytes read as UTF-8; empty if there is no data. */
    public String text() {
        return data == null ? "" : data.text();
    }
}
