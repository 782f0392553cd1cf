package dev.paddock.server.core;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.proto.ConnectResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * Ids that no other server and no later run gives out: the number of the server, forty bits of the time at which it
 * started, and from there on one after another.
 */
final class SessionIds {
    private static final long SALT = 0xB3415C00L;
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long ADDEND = 11;
    private static final long LOW_48_BITS = (1L << 48) - 1;

    /** The mark of containers. */
    private static final long NO_SESSION = 0x8000_0000_0000_0000L;

    private long next;

    SessionIds(int serverId, long startMillis) {
        next = (long) serverId << 56 | startMillis << 24 >>> 8;
    }

    long next() {
        if (next == NO_SESSION) {
            next++;
        }
        return next++;
    }

    /**
     * What the client of a session shows when it comes back. It follows from the id, as it does with ZooKeeper, so that
     * every server of an ensemble can check it, and sessions live on when a server is replaced by one of ours.
     */
    static Bytes password(long session) {
        ByteBuffer password = ByteBuffer.allocate(ConnectResponse.PASSWORD_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        long seed = (session ^ SALT ^ MULTIPLIER) & LOW_48_BITS;
        while (password.hasRemaining()) {
            seed = seed * MULTIPLIER + ADDEND & LOW_48_BITS;
            password.putInt((int) (seed >>> 16));
        }
        return Bytes.wrap(password.array());
    }

    /** In a time that does not depend on how much of it is right. */
    static boolean isPassword(long session, Bytes shown) {
        return shown != null && MessageDigest.isEqual(password(session).array(), shown.array());
    }
}
