package dev.paddock.bench.maps;

import dev.paddock.datatree.NamedEntry;
import java.util.function.Consumer;

/** What a znode asks of the map of its children. A map never changes; a change makes another one. */
public interface NameMap {
    /** The entry whose name stands in these bytes, or null. */
    NamedEntry find(byte[] key, int from, int to);

    /** The map with this entry, in the place of the one with the same name if there is one. */
    NameMap with(NamedEntry entry);

    /** The map without the entry of this name, which must be in it. */
    NameMap without(byte[] key, int from, int to);

    void forEach(Consumer<? super NamedEntry> action);
}
