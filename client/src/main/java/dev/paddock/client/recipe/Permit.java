package dev.paddock.client.recipe;

import java.util.concurrent.CompletableFuture;

/**
 * One of the permits of a {@link Semaphore}. Permits have numbers, and the token of one grows with its holders: a resource
 * keeps the highest token for each number. One sequence of tokens for all could not tell a lost holder from a slow one.
 */
public final class Permit implements AutoCloseable {
    private final int number;
    private final Lease lease;

    Permit(int number, Lease lease) {
        this.number = number;
        this.lease = lease;
    }

    /** From 0, below the number of permits. Nobody else has this one. */
    public int number() {
        return number;
    }

    /** Higher than those of all earlier holders of the permit with this number. */
    public long token() {
        return lease.token();
    }

    /** As {@link Lease#isHeld}. */
    public boolean isHeld() {
        return lease.isHeld();
    }

    /** As {@link Lease#release}. */
    public CompletableFuture<Void> release() {
        return lease.release();
    }

    @Override
    public void close() {
        lease.close();
    }
}
