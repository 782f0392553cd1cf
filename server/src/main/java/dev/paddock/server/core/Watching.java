package dev.paddock.server.core;

/** What a watcher watches, for as long as it watches something. */
final class Watching extends Hashed<Watching> {
    final Watcher watcher;

    /** Every path where it has a watch, of whatever kind. */
    final CompactSet<WatchedPath> paths;

    /** The number of the last round in which this was counted in, so that it is once. */
    private long round;

    Watching(Watcher watcher, int hash) {
        super(hash);
        this.watcher = watcher;
        this.paths = new CompactSet<>(hash);
    }

    boolean isFirstIn(long thisRound) {
        boolean first = round != thisRound;
        round = thisRound;
        return first;
    }
}
