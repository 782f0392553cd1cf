package dev.paddock.datatree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The children of a znode, one after the other, in no order: for who does not take them all at once. */
final class Children implements Iterator<Znode> {
    /** Tables on the way down, each with the way to look at next. */
    private final Deque<Position> path = new ArrayDeque<>();

    private Znode next;

    private static final class Position {
        private final Object[] table;
        private int way = 1;

        Position(Object[] table) {
            this.table = table;
        }
    }

    /** @param set may be null, which is no children */
    Children(Object[] set) {
        if (set != null) {
            path.push(new Position(set));
        }
        advance();
    }

    private void advance() {
        next = null;
        while (next == null && !path.isEmpty()) {
            Position top = path.peek();
            Object found = top.way < top.table.length ? top.table[top.way] : null;
            if (found instanceof Object[] deeper) {
                path.push(new Position(deeper));
            } else if (top.way == top.table.length) {
                path.pop();
            } else {
                next = (Znode) found;
            }
            top.way++;
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Znode next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        Znode child = next;
        advance();
        return child;
    }
}
