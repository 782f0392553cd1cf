package dev.paddock.server.core;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

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

    private static final int FEW = 8;
    private static final float DENSE = 0.8f;

    private final long tickMillis;
    private final LongObjectMap<Entry> sessions = new LongObjectHashMap<>(FEW, DENSE);

    /** Sessions by the tick at which they end, in rings. Each that is not ending or asked about is in exactly one. */
    private final TreeMap<Long, Entry> ticks = new TreeMap<>();

    /** A session, or the head of a ring of them, which is none. */
    private static final class Entry {
        private final long id;
        private int timeoutMillis;

        /** Its end is decided; it waits for its transaction. */
        private boolean isEnding;

        /** Meaningless outside of a ring. */
        private long tick;

        /** Both are itself outside of a ring, and in one that is empty. */
        private Entry next = this;

        private Entry previous = this;

        Entry(long id) {
            this.id = id;
        }

        void insertBefore(Entry head) {
            next = head;
            previous = head.previous;
            previous.next = this;
            head.previous = this;
        }

        void leave() {
            next.previous = previous;
            previous.next = next;
            next = this;
            previous = this;
        }

        boolean isAlone() {
            return next == this;
        }
    }

    SessionExpiry(long tickMillis) {
        this.tickMillis = tickMillis;
    }

    /** A session begins, or goes on with another timeout. */
    void heardOf(long session, int timeoutMillis, long now) {
        Entry entry = sessions.get(session);
        if (entry == null) {
            entry = new Entry(session);
            sessions.put(session, entry);
        }
        entry.timeoutMillis = timeoutMillis;
        schedule(entry, now);
    }

    /** A session was heard of. What is not known here any more, or is ending, stays so. */
    void touch(long session, long at) {
        Entry entry = sessions.get(session);
        if (entry != null && !entry.isEnding) {
            schedule(entry, at);
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
        unschedule(entry);
        return true;
    }

    void remove(long session) {
        Entry entry = sessions.remove(session);
        if (entry != null) {
            unschedule(entry);
        }
    }

    /** Sessions whose time has come, no more than {@link #MOST_AT_ONCE}. Each is to be touched or ended now. */
    List<Long> due(long now) {
        List<Long> due = new ArrayList<>();
        while (due.size() < MOST_AT_ONCE && !ticks.isEmpty() && ticks.firstKey() <= now) {
            Entry first = ticks.firstEntry().getValue().next;
            due.add(first.id);
            unschedule(first);
        }
        return due;
    }

    /** Shows each session with the time of the tick at which it ends, the next ones first; for those who look. */
    void forEach(BiConsumer<Long, Long> receiver) {
        ticks.forEach((tick, head) -> {
            for (Entry entry = head.next; entry != head; entry = entry.next) {
                receiver.accept(tick, entry.id);
            }
        });
    }

    int size() {
        return sessions.size();
    }

    /** When a session that is alive ends, if nothing is heard of it. */
    long endOf(long session) {
        return sessions.get(session).tick;
    }

    private void schedule(Entry entry, long heardOf) {
        long tick = (Math.floorDiv(heardOf + entry.timeoutMillis, tickMillis) + 1) * tickMillis;
        if (!entry.isAlone() && tick == entry.tick) {
            return;
        }
        unschedule(entry);
        entry.tick = tick;
        entry.insertBefore(ticks.computeIfAbsent(tick, unknown -> new Entry(0)));
    }

    private void unschedule(Entry entry) {
        if (entry.isAlone()) {
            return;
        }
        entry.leave();
        if (ticks.get(entry.tick).isAlone()) {
            ticks.remove(entry.tick);
        }
    }
}
