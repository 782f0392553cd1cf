package dev.paddock.server.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The servers that agree with each other, and how long they wait for each other.
 *
 * @param myId which of them this one is; 0 if it runs alone
 * @param servers by id; empty if this server runs alone
 * @param groups the group of each server that is in one; empty if a quorum is a simple majority
 * @param weights of votes; 1 where none is given
 * @param initLimitTicks how many ticks a learner may take to connect and catch up
 * @param syncLimitTicks how many ticks it may be silent
 * @param connectLimitTicks how many ticks it may take to connect
 * @param listenOnAllAddresses whether the ports for other servers are bound on every address of this machine
 * @param dynamicFile where the servers are configured, if not in the static file
 */
public record EnsembleConfig(
        long myId,
        SortedMap<Long, QuorumServer> servers,
        SortedMap<Long, Long> groups,
        SortedMap<Long, Long> weights,
        int initLimitTicks,
        int syncLimitTicks,
        int connectLimitTicks,
        boolean listenOnAllAddresses,
        Optional<Path> dynamicFile) {
    static final EnsembleConfig EMPTY = new EnsembleConfig(
            0,
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            0,
            0,
            0,
            false,
            Optional.empty());

    public EnsembleConfig {
        servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }

    /** No server but this one, so nobody to agree with. */
    public boolean isEmpty() {
        return servers.isEmpty();
    }

    /** What this server's own line says. */
    public Optional<QuorumServer> self() {
        return Optional.ofNullable(servers.get(myId));
    }
}
