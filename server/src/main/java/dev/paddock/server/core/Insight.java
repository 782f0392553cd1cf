package dev.paddock.server.core;

import dev.paddock.datatree.State;
import dev.paddock.datatree.WatchKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The core as those see it who look at the server: the figures of each publication, and what an {@link Inspection} may ask. */
final class Insight implements Inspectable {
    private static final Set<WatchKind> DATA_KINDS = EnumSet.complementOf(EnumSet.of(WatchKind.CHILD));

    private final States states;
    private final Agreement agreement;
    private final ServedSessions sessions;
    private final Watches watches;
    private final EventSender events;

    Insight(States states, Agreement agreement, ServedSessions sessions, Watches watches, EventSender events) {
        this.states = states;
        this.agreement = agreement;
        this.sessions = sessions;
        this.watches = watches;
        this.events = events;
    }

    CoreStatus status() {
        return new CoreStatus(
                agreement.outstanding(),
                sessions.attachedCount(),
                watches.watchCount(),
                watches.pathCount(),
                watches.watcherCount(),
                sessions.expiredCount(),
                events.told());
    }

    void resetFigures() {
        sessions.resetFigures();
        events.resetFigures();
    }

    /** The inspection as work of which a part is done in every batch. */
    Slices slicesOf(Inspection inspection) {
        return new Slices(null) {
            @Override
            boolean step(State committed) {
                return inspection.step(Insight.this);
            }
        };
    }

    @Override
    public State committed() {
        return states.committed();
    }

    @Override
    public WatchListing dataWatchesByPath() {
        return ofData(watches.byPath());
    }

    @Override
    public WatchListing dataWatchesByWatcher() {
        return ofData(watches.byWatcher());
    }

    private WatchListing ofData(WatchListing all) {
        return (pairs, receiver) -> all.next(pairs, (path, watcher) -> {
            if (watches.has(watcher, path, DATA_KINDS)) {
                receiver.accept(path, watcher);
            }
        });
    }

    @Override
    public long sessionOf(Watcher watcher) {
        ClientSession session = ((ClientLink) watcher).session;
        return session == null ? 0 : session.id;
    }

    @Override
    public long millisLeft(long session) {
        return agreement.millisLeft(session);
    }

    @Override
    public List<DigestAt> digests() {
        return states.digests();
    }
}
