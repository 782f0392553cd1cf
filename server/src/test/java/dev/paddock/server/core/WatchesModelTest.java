package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.WatchKind;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done, in whatever order: the same as with maps in maps and no speed. */
class WatchesModelTest {
    private static final int WATCHERS = 40;
    private static final WatchKind[] KINDS = WatchKind.values();
    private static final List<Utf8> PATHS = paths();

    private static List<Utf8> paths() {
        List<Utf8> paths = new ArrayList<>();
        for (String each : List.of("", "/", "/a", "/a/b", "/a/b/c", "/a/b/c/d", "/a/bc", "/b", "/b/a/b", "a", "/a/")) {
            paths.add(Utf8.of(each));
        }
        for (int i = 0; i < 60; i++) {
            paths.add(Utf8.of("/a/many/" + i));
        }
        return paths;
    }

    private record Action(int what, int watcher, int path, int kind, EventType type) {}

    private record Pair(Utf8 path, Watcher watcher) {}

    private static final class Connection extends Watcher {}

    private final Watches watches = new Watches(new Hashing(5, 6));
    private final List<Connection> connections = new ArrayList<>();
    private final Map<Utf8, Map<Watcher, EnumSet<WatchKind>>> model = new HashMap<>();

    @Provide
    Arbitrary<List<Action>> actions() {
        // Small numbers of watcher and path come often, and collide; the others make tables grow.
        return Combinators.combine(
                        Arbitraries.integers().between(0, 19).withoutEdgeCases(),
                        Arbitraries.integers().between(0, WATCHERS - 1),
                        Arbitraries.integers().between(0, PATHS.size() - 1),
                        Arbitraries.integers().between(0, KINDS.length - 1),
                        Arbitraries.of(EventType.class))
                .as(Action::new)
                .list()
                .ofMaxSize(200);
    }

    @Property(tries = 60)
    void behavesAsMapsInMaps(@ForAll("actions") List<Action> actions) {
        for (int i = 0; i < WATCHERS; i++) {
            connections.add(new Connection());
        }
        Slices byPath = new Slices(watches.byPath());
        Slices byWatcher = new Slices(watches.byWatcher());

        for (Action action : actions) {
            perform(action);
            byPath.afterAnAction(action);
            byWatcher.afterAnAction(action);
        }

        byPath.finish();
        byWatcher.finish();
        assertThat(listed(watches.byPath())).isEqualTo(pairs());
        assertThat(listed(watches.byWatcher())).isEqualTo(pairs());
        connections.forEach(this::removeAll);
        checkCounts();
        assertThat(connections).allMatch(each -> each.watching == null);
    }

    private void perform(Action action) {
        Connection watcher = connections.get(action.watcher);
        Utf8 path = PATHS.get(action.path);
        WatchKind kind = KINDS[action.kind];
        switch (action.what) {
            case 0 -> removeAll(watcher);
            case 1, 2 -> {
                EnumSet<WatchKind> kinds = EnumSet.of(kind, KINDS[action.what]);
                EnumSet<WatchKind> had = at(path, watcher);
                assertThat(watches.has(watcher, path, kinds))
                        .isEqualTo(had.stream().anyMatch(kinds::contains));
                assertThat(watches.remove(watcher, path, kinds)).isEqualTo(had.removeAll(kinds));
            }
            case 3 -> fire(path, action.type);
            case 4 -> connections.forEach(each -> add(each, path, kind));
            case 5 -> PATHS.forEach(each -> add(watcher, each, kind));
            case 6 -> checkCounts();
            default -> add(watcher, path, kind);
        }
    }

    private void add(Watcher watcher, Utf8 path, WatchKind kind) {
        watches.add(watcher, path, kind);
        at(path, watcher).add(kind);
        assertThat(watches.has(watcher, path, Set.of(kind))).isTrue();
    }

    private void removeAll(Watcher watcher) {
        watches.removeAll(watcher);
        model.values().forEach(watchers -> watchers.remove(watcher));
    }

    private void fire(Utf8 path, EventType type) {
        Set<Watcher> expected = new HashSet<>();
        model.forEach((watched, watchers) -> watchers.forEach((watcher, kinds) -> {
            for (WatchKind kind : EnumSet.copyOf(kinds)) {
                boolean hears = watched.equals(path) && kind.hearsAtItsPath(type)
                        || isBelow(path, watched) && kind.hearsBelow(type);
                if (hears) {
                    expected.add(watcher);
                    if (kind.lastsForOneEvent()) {
                        kinds.remove(kind);
                    }
                }
            }
        }));

        List<Watcher> heard = new ArrayList<>();
        watches.fire(new WatchEvent(type, path, List.of()), heard::add);

        assertThat(new HashSet<>(heard)).isEqualTo(expected).hasSameSizeAs(heard);
    }

    private static boolean isBelow(Utf8 path, Utf8 watched) {
        String above = watched.toString();
        String below = path.toString();
        return above.equals("/") ? below.length() > 1 : !above.isEmpty() && below.startsWith(above + "/");
    }

    private EnumSet<WatchKind> at(Utf8 path, Watcher watcher) {
        return model.computeIfAbsent(path, unwatched -> new HashMap<>())
                .computeIfAbsent(watcher, none -> EnumSet.noneOf(WatchKind.class));
    }

    private Set<Pair> pairs() {
        Set<Pair> pairs = new HashSet<>();
        model.forEach((path, watchers) -> watchers.forEach((watcher, kinds) -> {
            if (!kinds.isEmpty()) {
                pairs.add(new Pair(path, watcher));
            }
        }));
        return pairs;
    }

    private void checkCounts() {
        Set<Utf8> paths = new HashSet<>();
        Set<Watcher> watchers = new HashSet<>();
        for (Pair pair : pairs()) {
            paths.add(pair.path);
            watchers.add(pair.watcher);
        }
        int count = model.values().stream()
                .flatMap(each -> each.values().stream())
                .mapToInt(Set::size)
                .sum();
        assertThat(watches.pathCount()).isEqualTo(paths.size());
        assertThat(watches.watcherCount()).isEqualTo(watchers.size());
        assertThat(watches.watchCount()).isEqualTo(count);
    }

    private static Set<Pair> listed(WatchListing listing) {
        Set<Pair> pairs = new HashSet<>();
        boolean more = true;
        while (more) {
            more = listing.next(
                    7,
                    (path, watcher) ->
                            assertThat(pairs.add(new Pair(path, watcher))).isTrue());
        }
        return pairs;
    }

    /** A listing that is taken in slices between actions. */
    private final class Slices {
        private final WatchListing listing;
        private final Map<Pair, Integer> shown = new HashMap<>();
        private Set<Pair> allTheWhile;
        private boolean more = true;

        Slices(WatchListing listing) {
            this.listing = listing;
        }

        void afterAnAction(Action action) {
            if (allTheWhile == null) {
                // begins as soon as there is something worth it
                allTheWhile = watches.watchCount() > 50 ? pairs() : null;
            } else if (more) {
                allTheWhile.removeIf(each -> at(each.path, each.watcher).isEmpty());
                if (action.what % 3 == 0) {
                    slice();
                }
            }
        }

        void finish() {
            while (more) {
                slice();
            }
            if (allTheWhile != null) {
                assertThat(allTheWhile).allMatch(each -> Integer.valueOf(1).equals(shown.get(each)));
            }
        }

        private void slice() {
            more = listing.next(5, (path, watcher) -> {
                assertThat(at(path, watcher)).isNotEmpty();
                shown.merge(new Pair(path, watcher), 1, Integer::sum);
            });
        }
    }
}
