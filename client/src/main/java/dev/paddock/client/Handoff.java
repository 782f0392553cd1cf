package dev.paddock.client;

import java.util.concurrent.atomic.AtomicReference;

/**
 * What many threads put down for one that takes all of it at once, in order. Putting down allocates nothing and tells
 * whether the taker has to be woken: only what is put on an empty pile does.
 */
final class Handoff {
    /** Lies in one handoff at a time. */
    abstract static class Item {
        private Item next;

        /** What the taker does with it. */
        abstract void run();
    }

    /** The newest, with the older ones behind it; null if there are none. */
    private final AtomicReference<Item> newest = new AtomicReference<>();

    /** Whether the taker has to be woken for it. */
    boolean put(Item item) {
        Item before = newest.get();
        item.next = before;
        while (!newest.compareAndSet(before, item)) {
            before = newest.get();
            item.next = before;
        }
        return before == null;
    }

    boolean isEmpty() {
        return newest.get() == null;
    }

    /** All there is, oldest first; null if there is nothing. The rest follows by {@link #after}. */
    Item takeAll() {
        Item from = newest.getAndSet(null);
        Item oldest = null;
        while (from != null) {
            Item older = from.next;
            from.next = oldest;
            oldest = from;
            from = older;
        }
        return oldest;
    }

    /** The item behind this one, which is then free to lie elsewhere. */
    static Item after(Item item) {
        Item next = item.next;
        item.next = null;
        return next;
    }
}
