package dev.paddock.datatree.differential;

import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.WatchKind;
import dev.paddock.datatree.ZnodePath;
import dev.paddock.wire.Utf8;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The watches of one connection, found without any speed. */
final class Watches {
    private final Map<Utf8, EnumSet<WatchKind>> byPath = new HashMap<>();

    void add(Utf8 path, WatchKind kind) {
        byPath.computeIfAbsent(path, unwatched -> EnumSet.noneOf(WatchKind.class))
                .add(kind);
    }

    boolean has(Utf8 path, Set<WatchKind> kinds) {
        return at(path).stream().anyMatch(kinds::contains);
    }

    boolean remove(Utf8 path, Set<WatchKind> kinds) {
        return at(path).removeAll(kinds);
    }

    /** Whether any of them hears of this; those that last for one event are used up. */
    boolean hear(WatchEvent event) {
        boolean heard = false;
        for (Iterator<WatchKind> kinds = at(event.path()).iterator(); kinds.hasNext(); ) {
            WatchKind kind = kinds.next();
            if (kind.hearsAtItsPath(event.type())) {
                heard = true;
                if (kind.lastsForOneEvent()) {
                    kinds.remove();
                }
            }
        }
        Utf8 path = event.path();
        while (!path.equals(ZnodePath.ROOT)) {
            Utf8 parent = ZnodePath.parent(path);
            path = parent.isEmpty() ? ZnodePath.ROOT : parent;
            heard |= at(path).stream().anyMatch(kind -> kind.hearsBelow(event.type()));
        }
        return heard;
    }

    private EnumSet<WatchKind> at(Utf8 path) {
        return byPath.getOrDefault(path, EnumSet.noneOf(WatchKind.class));
    }
}
