package dev.paddock.zab;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.message.Proposal;
import java.util.List;

/**
 * What a server finds on its disk when it starts. All of it is synced, also what the process before had written only.
 *
 * @param acceptedEpoch the highest epoch that it has promised to follow
 * @param currentEpoch the epoch whose history it has
 * @param delivered the last transaction in its state; -1 for a server that lost its data, which helps to elect nobody
 *     before a leader has sent it a snapshot
 * @param tail what the log has behind that, which may be agreed upon or not; empty where the whole log was replayed
 * @param loggedAfter the log holds this server's one history behind this transaction, without a hole. What is older may
 *     be from before a snapshot that a leader sent, and is never read to anybody
 */
public record Recovered(
        long acceptedEpoch,
        long currentEpoch,
        Zxid delivered,
        List<Proposal> tail,
        Zxid loggedAfter,
        Configurations configurations) {
    public Recovered {
        tail = List.copyOf(tail);
    }
}
