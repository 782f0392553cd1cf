package dev.paddock.server.core;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When sessions end: at the first tick after their timeout has passed since they were last heard of. Times are
 * milliseconds of a clock that only goes on.
 *
 * <p>What a session does meanwhile is not told here. When its time has come somebody is asked, so that a busy session
 * costs nothing but one question each timeout.
 */
final class SessionExpiry {
    /** So many sessions are asked about at a time: when all clients fall silent at once, the rest goes on. */
    static final int MOST_AT_ONCE = 256;

    private static final class Entry {
        private int timeoutMillis;
        private long tick;
        /** Its end is decided; it waits for its transaction. */
        private boolean isEnding;
    }

    private final long tickMillis;
    private final LongObjectMap<Entry> sessions = new LongObjectHashMap<>();

    /** Sessions by the tick at which they end. Each that is not ending or asked about is in exactly one. */
    private final TreeMap<Long, Set<Long>> ticks = new TreeMap<>();

    SessionExpiry(long tickMillis) {
        this.tickMillis = tickMillis;
    }

    /** A session begins, or goes on with another timeout. */
    void heardOf(long session, int timeoutMillis, long now) {
        Entry entry = sessions.computeIfAbsent(session, unknown -> new Entry());
        entry.timeoutMillis = timeoutMillis;
        schedule(session, entry, now);
    }

    /** A session was heard of. What is not known here any more, or is ending, stays so. */
    void touch(long session, long at) {
        Entry entry = sessions.get(session);
        if (entry != null && !entry.isEnding) {
            schedule(session, entry, at);
        }
    }

    boolean isAlive(long session) {
        Entry entry = sessions.get(session);
        return entry != null && !entry.isEnding;
    }

    /** Its end is decided. False if it was already, or there is no such session. */
    boolean end(long session) {
        Entry entry = sessions.get(session);
        if (entry == null || entry.isEnding) {
            return false;
        }
        entry.isEnding = true;
        unschedule(session, entry);
        return true;
    }

    void remove(long session) {
        Entry entry = sessions.remove(session);
        if (entry != null) {
            unschedule(session, entry);
        }
    }

    /** Sessions whose time has come, no more than {@link #MOST_AT_ONCE}. Each is to be touched or ended now. */
    List<Long> due(long now) {
        List<Long> due = new ArrayList<>();
        while (due.size() < MOST_AT_ONCE && !ticks.isEmpty() && ticks.firstKey() <= now) {
            Set<Long> first = ticks.firstEntry().getValue();
            while (due.size() < MOST_AT_ONCE && !first.isEmpty()) {
                long session = first.iterator().next();
                due.add(session);
                unschedule(session, sessions.get(session));
            }
        }
        return due;
    }

    /** The ticks to come, each with its sessions; for those who look. */
    Map<Long, Set<Long>> ticks() {
        return ticks;
    }

    int size() {
        return sessions.size();
    }

    private void schedule(long session, Entry entry, long heardOf) {
        long tick = (Math.floorDiv(heardOf + entry.timeoutMillis, tickMillis) + 1) * tickMillis;
        if (tick != entry.tick) {
            unschedule(session, entry);
            entry.tick = tick;
            ticks.computeIfAbsent(tick, unknown -> new LinkedHashSet<>()).add(session);
        }
    }

    private void unschedule(long session, Entry entry) {
        Set<Long> sameTick = ticks.get(entry.tick);
        if (sameTick != null && sameTick.remove(session) && sameTick.isEmpty()) {
            ticks.remove(entry.tick);
        }
        entry.tick = Long.MIN_VALUE;
    }
}
