package dev.paddock.bench.maps;

import dev.paddock.datatree.NamedEntry;
import dev.paddock.wire.Utf8;
import io.vavr.collection.HashMap;
import java.util.function.Consumer;

/**
 * Vavr's hash map. It wants a key object for each entry and for each question, and hashes with {@code hashCode}, which
 * has no seed.
 */
final class VavrNameMap implements NameMap {
    private final HashMap<Utf8, NamedEntry> map;

    private VavrNameMap(HashMap<Utf8, NamedEntry> map) {
        this.map = map;
    }

    static NameMap empty() {
        return new VavrNameMap(HashMap.empty());
    }

    @Override
    public NamedEntry find(byte[] key, int from, int to) {
        return map.getOrElse(Utf8.copyOf(key, from, to), null);
    }

    @Override
    public NameMap with(NamedEntry entry) {
        return new VavrNameMap(map.put(Utf8.wrap(entry.name()), entry));
    }

    @Override
    public NameMap without(byte[] key, int from, int to) {
        return new VavrNameMap(map.remove(Utf8.copyOf(key, from, to)));
    }

    @Override
    public void forEach(Consumer<? super NamedEntry> action) {
        map.forEach((name, entry) -> action.accept(entry));
    }
}
