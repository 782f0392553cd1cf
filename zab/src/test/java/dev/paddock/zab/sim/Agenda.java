package dev.paddock.zab.sim;

import java.util.Arrays;

/** What happens when, in simulated microseconds. What is due at the same time happens in the order of asking. */
public final class Agenda {
    private long[] times = new long[256];
    private long[] orders = new long[256];
    private Runnable[] actions = new Runnable[256];
    private int size;
    private long asked;
    private long now;

    public long now() {
        return now;
    }

    /** @param micros when; what is past happens next */
    public void at(long micros, Runnable action) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            actions = Arrays.copyOf(actions, size * 2);
        }
        long time = Math.max(micros, now);
        long order = asked++;
        int hole = size++;
        while (hole > 0) {
            int above = (hole - 1) / 2;
            if (isBefore(times[above], orders[above], time, order)) {
                break;
            }
            move(above, hole);
            hole = above;
        }
        put(hole, time, order, action);
    }

    public void after(long micros, Runnable action) {
        at(now + micros, action);
    }

    /** Does what is next; false if there is nothing, or nothing before that time. */
    boolean step(long before) {
        if (size == 0 || times[0] >= before) {
            return false;
        }
        now = times[0];
        Runnable action = actions[0];
        removeFirst();
        action.run();
        return true;
    }

    private void removeFirst() {
        size--;
        long time = times[size];
        long order = orders[size];
        Runnable action = actions[size];
        actions[size] = null;
        if (size == 0) {
            return;
        }
        int hole = 0;
        for (int below = 1; below < size; below = 2 * hole + 1) {
            if (below + 1 < size && isBefore(times[below + 1], orders[below + 1], times[below], orders[below])) {
                below++;
            }
            if (isBefore(time, order, times[below], orders[below])) {
                break;
            }
            move(below, hole);
            hole = below;
        }
        put(hole, time, order, action);
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], actions[from]);
    }

    private void put(int at, long time, long order, Runnable action) {
        times[at] = time;
        orders[at] = order;
        actions[at] = action;
    }

    private static boolean isBefore(long time, long order, long otherTime, long otherOrder) {
        return time != otherTime ? time < otherTime : order < otherOrder;
    }
}
