package dev.paddock.client.recipe;

import dev.paddock.client.PaddockClient;
import dev.paddock.client.SessionState;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Something that this client holds until it is closed or its session ends. A holder that was cut off, or slept, may learn of
 * the end of its session later than the next holder of its luck. What must not be touched by both has to check the {@link
 * #token}: keep the highest that it has seen, and refuse lower ones.
 */
public final class Lease implements AutoCloseable {
    private final PaddockClient client;
    private final String path;
    private final long token;
    private final Supplier<CompletableFuture<Void>> removal;

    /** Null while it is held. */
    private CompletableFuture<Void> released;

    Lease(PaddockClient client, String path, long token, Supplier<CompletableFuture<Void>> removal) {
        this.client = client;
        this.path = path;
        this.token = token;
        this.removal = removal;
    }

    /**
     * The fencing token: every later holder has a higher one. It is the zxid at which the holder's znode was made, so it
     * grows also when all znodes of the recipe are removed and made anew, where sequence numbers start again at 0.
     */
    public long token() {
        return token;
    }

    /** The ephemeral znode that stands for it. */
    public String path() {
        return path;
    }

    /**
     * Whether it is held, as far as this client knows: not while the connection is lost, since then nobody can say. It may
     * become true again, if the session outlives the loss.
     */
    public synchronized boolean isHeld() {
        return released == null && client.state() == SessionState.CONNECTED;
    }

    /**
     * Gives it back, in the background: over losses of the connection until it is done or the session is over.
     *
     * @return what is complete when somebody else can have it
     */
    public synchronized CompletableFuture<Void> release() {
        if (released == null) {
            released = removal.get();
        }
        return released;
    }

    /** {@link #release}, without waiting for it. */
    @Override
    public void close() {
        release();
    }
}
