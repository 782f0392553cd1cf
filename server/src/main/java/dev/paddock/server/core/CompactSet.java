package dev.paddock.server.core;

import java.util.function.Consumer;

/**
 * A set by identity that takes five to eleven bytes for an element: open addressing with linear probing. What is removed
 * leaves no trace, and whatever would not be found past the gap moves up.
 */
final class CompactSet<E extends Hashed<?>> {
    private static final int SMALLEST = 2;

    /**
     * Odd, and another one in each set. Elements often go from one set to another in the order of the first, as when all
     * whom an event has told watch again: with one order for both, they would all crowd into one end.
     */
    private final int factor;

    /** A power of two, at most three quarters of them in use. */
    private Hashed<?>[] slots = new Hashed<?>[SMALLEST];

    private int size;

    /** @param seed a hash that no client knows */
    CompactSet(int seed) {
        this.factor = seed | 1;
    }

    int size() {
        return size;
    }

    boolean contains(E element) {
        return slots[slotOf(element)] != null;
    }

    /** Whether it was not here. */
    boolean add(E element) {
        int slot = slotOf(element);
        if (slots[slot] != null) {
            return false;
        }
        slots[slot] = element;
        size++;
        if (4L * size > 3L * slots.length) {
            resize(2 * slots.length);
        }
        return true;
    }

    /** Whether it was here. */
    boolean remove(E element) {
        int gap = slotOf(element);
        if (slots[gap] == null) {
            return false;
        }
        int mask = slots.length - 1;
        for (int at = gap + 1 & mask; slots[at] != null; at = at + 1 & mask) {
            boolean isFoundPastTheGap = (at - homeOf(slots[at]) & mask) < (at - gap & mask);
            if (!isFoundPastTheGap) {
                slots[gap] = slots[at];
                gap = at;
            }
        }
        slots[gap] = null;
        size--;
        if (slots.length > SMALLEST && size < slots.length / 6) {
            resize(slots.length / 2);
        }
        return true;
    }

    /** The set may not change meanwhile. */
    void forEach(Consumer<? super E> elements) {
        for (Hashed<?> each : slots) {
            if (each != null) {
                elements.accept(element(each));
            }
        }
    }

    /** One of them; there has to be one. */
    E any() {
        return in(occupied(0));
    }

    /**
     * The first slot that has an element, from here on and around the end; there has to be one. Who removes what it has found
     * and looks on from there comes by all elements, although some of them move.
     */
    int occupied(int from) {
        int mask = slots.length - 1;
        int slot = from & mask;
        while (slots[slot] == null) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    E in(int occupied) {
        return element(slots[occupied]);
    }

    /** Where it is, or the empty slot where it would be. */
    private int slotOf(Hashed<?> element) {
        int mask = slots.length - 1;
        int slot = homeOf(element);
        while (slots[slot] != null && slots[slot] != element) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** By the highest bits of the product, as many as there are slots for. */
    private int homeOf(Hashed<?> element) {
        return element.hash * factor >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }

    private void resize(int length) {
        Hashed<?>[] before = slots;
        slots = new Hashed<?>[length];
        for (Hashed<?> each : before) {
            if (each != null) {
                slots[slotOf(each)] = each;
            }
        }
    }

    @SuppressWarnings("unchecked") // nothing else is put in
    private E element(Hashed<?> element) {
        return (E) element;
    }
}
