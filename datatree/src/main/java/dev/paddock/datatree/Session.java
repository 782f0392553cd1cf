package dev.paddock.datatree;

import dev.paddock.wire.Utf8;
import java.util.function.Consumer;

/** A session: how long it may be silent, and what goes with it when it ends. */
public final class Session extends Trie.Entry {
    private final long id;

    /** False if there is no such session, and yet znodes that it would own. */
    private final boolean isKnown;

    private final int timeoutMillis;

    /** The paths of its ephemerals, as {@link IndexedPath}. */
    private final Object[] ephemerals;

    private final int ephemeralCount;

    private Session(long id, boolean isKnown, int timeoutMillis, Object[] ephemerals, int ephemeralCount) {
        this.id = id;
        this.content = key(id);
        this.keyLength = content.length;
        this.isKnown = isKnown;
        this.timeoutMillis = timeoutMillis;
        this.ephemerals = ephemerals;
        this.ephemeralCount = ephemeralCount;
    }

    static Session unknown(long id) {
        return new Session(id, false, 0, null, 0);
    }

    Session withTimeout(int timeoutMillis) {
        return new Session(id, true, timeoutMillis, ephemerals, ephemeralCount);
    }

    Session closed() {
        return new Session(id, false, 0, ephemerals, ephemeralCount);
    }

    Session withEphemeral(Hashing hashing, byte[] path, Object edit) {
        boolean isNew = !IndexedPath.contains(ephemerals, hashing, path);
        return isNew
                ? new Session(
                        id,
                        isKnown,
                        timeoutMillis,
                        IndexedPath.add(ephemerals, hashing, path, edit),
                        ephemeralCount + 1)
                : this;
    }

    Session withoutEphemeral(Hashing hashing, byte[] path, Object edit) {
        boolean isThere = IndexedPath.contains(ephemerals, hashing, path);
        return isThere
                ? new Session(
                        id,
                        isKnown,
                        timeoutMillis,
                        IndexedPath.remove(ephemerals, hashing, path, edit),
                        ephemeralCount - 1)
                : this;
    }

    public long id() {
        return id;
    }

    /** False for an owner of ephemerals that is no session: it never was one here, or has ended. */
    public boolean isKnown() {
        return isKnown;
    }

    public int timeoutMillis() {
        return timeoutMillis;
    }

    public int ephemeralCount() {
        return ephemeralCount;
    }

    public void forEachEphemeral(Consumer<? super Utf8> action) {
        Trie.forEach(ephemerals, IndexedPath.class, owned -> action.accept(owned.path()));
    }

    /** Whether there is nothing left to say about this id. */
    boolean isOver() {
        return !isKnown() && ephemeralCount == 0;
    }

    static byte[] key(long id) {
        byte[] key = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            key[i] = (byte) (id >>> 8 * i);
        }
        return key;
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(id);
    }
}
