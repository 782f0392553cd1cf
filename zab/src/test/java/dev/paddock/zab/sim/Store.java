package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.message.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The disk of one server. What it is told to do waits in a queue, and is done by {@link #work}; what was not done when the
 * power goes may be done or not, but nothing before what comes before it.
 */
interface Store {
    void enqueue(Effect.OnDisk effect, Snapshot snapshot);

    boolean isIdle();

    /** What is first in the queue. */
    Effect.OnDisk next();

    /**
     * Does what is first, together with the appends behind it if it is one. Empty if the disk has failed: then the process
     * must end.
     */
    Optional<Done> work(int mostAppends);

    /** @param state what the server's memory must be now, or null where it stays as it is */
    record Done(Effect.OnDisk effect, Zxid last, Entry state, boolean isDone) {}

    /** The process is gone. Of what was in the queue some is done, from the front on; nothing if there is no chance. */
    void crash(Random random);

    /** What a process finds that starts now. */
    Found recover(Random random);

    /** @param state what the log and the snapshots come to, up to what is delivered */
    record Found(Recovered recovered, Entry state) {}

    /** From now on the disk does not fail by itself. */
    void heal();

    /** Whether this disk may be replaced by an empty one. */
    boolean canBeReplaced();

    /** The disk is a new one. The process is down, and finds that its data is gone. */
    void replace();

    /** Writes a snapshot of this state, if it is durable here. */
    void snapshot(Entry state);

    /** Drops what the oldest half of the snapshots is needed for. */
    void purge();

    /** What the log has behind a transaction, whether it still belongs to the history or not; empty if it does not. */
    List<Proposal> read(Zxid after, Zxid upTo, int bytes);

    /** All that is durable. */
    Entry durable();

    /** The last zxid that is durable: of the last transaction, or of a snapshot at the start of an epoch. */
    Zxid last();

    long acceptedEpoch();

    long currentEpoch();
}
