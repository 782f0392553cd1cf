package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import java.time.Duration;

/** Who is told how far the log is. All calls come from the thread of the log. */
public interface LogListener {
    /** All up to this transaction survives a loss of power. Told once for each group, in ascending order. */
    void durable(Zxid upTo);

    /** A group was written and synced, which took so long. Of interest to whoever measures. */
    default void synced(Duration took) {}

    /** A write and its sync took longer than they should. */
    void slowSync(Duration took);

    /**
     * The log has failed, for good: nothing is durable any more beyond what was told. Told once, as the last thing.
     *
     * @param message what has happened and what to do, for the operator
     */
    void failed(String message, Throwable cause);
}
