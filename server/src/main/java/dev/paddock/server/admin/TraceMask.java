package dev.paddock.server.admin;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** {@code gtmk} and {@code stmk}: a number that ZooKeeper's tracing goes by. It is kept, and nothing here goes by it. */
final class TraceMask {
    private static final long AT_FIRST = 306;

    private final AtomicLong mask = new AtomicLong(AT_FIRST);

    String get() {
        return Long.toString(mask.get());
    }

    /** @param argument the mask, big-endian */
    String set(byte[] argument) {
        mask.set(ByteBuffer.wrap(argument).getLong());
        return get();
    }
}
