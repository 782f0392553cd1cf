package dev.paddock.server.core;

import static dev.paddock.datatree.WatchKind.CHILD;
import static dev.paddock.datatree.WatchKind.DATA;
import static dev.paddock.datatree.WatchKind.PERSISTENT;
import static dev.paddock.datatree.WatchKind.PERSISTENT_RECURSIVE;
import static dev.paddock.wire.EventType.NODE_CHILDREN_CHANGED;
import static dev.paddock.wire.EventType.NODE_CREATED;
import static dev.paddock.wire.EventType.NODE_DATA_CHANGED;
import static dev.paddock.wire.EventType.NODE_DELETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.WatchKind;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WatchesTest {
    private static final Set<WatchKind> ANY = EnumSet.allOf(WatchKind.class);

    private final Watches watches = new Watches(new Hashing(1, 2));
    private final Connection one = new Connection("one");
    private final Connection two = new Connection("two");

    // What each kind hears of.

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    DATA                 | create /n   | NODE_CREATED /n                                 | gone
                    DATA                 | set /n      | NODE_DATA_CHANGED /n                            | gone
                    DATA                 | delete /n   | NODE_DELETED /n                                 | gone
                    DATA                 | create /n/c | -                                               | stays
                    DATA                 | set /n/c    | -                                               | stays
                    DATA                 | delete /n/c | -                                               | stays
                    CHILD                | set /n      | -                                               | stays
                    CHILD                | delete /n   | NODE_DELETED /n                                 | gone
                    CHILD                | create /n/c | NODE_CHILDREN_CHANGED /n                        | gone
                    CHILD                | delete /n/c | NODE_CHILDREN_CHANGED /n                        | gone
                    CHILD                | set /n/c    | -                                               | stays
                    CHILD                | create /n/c/d | -                                             | stays
                    PERSISTENT           | create /n   | NODE_CREATED /n                                 | stays
                    PERSISTENT           | set /n      | NODE_DATA_CHANGED /n                            | stays
                    PERSISTENT           | delete /n   | NODE_DELETED /n                                 | stays
                    PERSISTENT           | create /n/c | NODE_CHILDREN_CHANGED /n                        | stays
                    PERSISTENT           | delete /n/c | NODE_CHILDREN_CHANGED /n                        | stays
                    PERSISTENT           | set /n/c    | -                                               | stays
                    PERSISTENT           | delete /n/c/d | -                                             | stays
                    PERSISTENT_RECURSIVE | create /n   | NODE_CREATED /n                                 | stays
                    PERSISTENT_RECURSIVE | set /n      | NODE_DATA_CHANGED /n                            | stays
                    PERSISTENT_RECURSIVE | delete /n   | NODE_DELETED /n                                 | stays
                    PERSISTENT_RECURSIVE | create /n/c | NODE_CREATED /n/c                               | stays
                    PERSISTENT_RECURSIVE | set /n/c    | NODE_DATA_CHANGED /n/c                          | stays
                    PERSISTENT_RECURSIVE | delete /n/c | NODE_DELETED /n/c                               | stays
                    PERSISTENT_RECURSIVE | set /n/c/d  | NODE_DATA_CHANGED /n/c/d                        | stays
                    PERSISTENT_RECURSIVE | set /nn     | -                                               | stays
                    PERSISTENT_RECURSIVE | set /m/n    | -                                               | stays
                    """)
    void aKindHears(WatchKind kind, String transaction, String heard, String then) {
        watches.add(one, Utf8.of("/n"), kind);

        happens(transaction);

        assertThat(one.heard).isEqualTo(heard == null ? List.of() : List.of(heard));
        assertThat(has(one, "/n", kind)).isEqualTo(then.equals("stays"));
        assertThat(watches.watchCount()).isEqualTo(then.equals("stays") ? 1 : 0);
    }

    @Test
    void lastingWatchesOutliveTheirZnode() {
        watches.add(one, Utf8.of("/n"), PERSISTENT);
        watches.add(two, Utf8.of("/n"), PERSISTENT_RECURSIVE);

        happens("delete /n");
        happens("create /n");
        happens("set /n");

        assertThat(one.heard).containsExactly("NODE_DELETED /n", "NODE_CREATED /n", "NODE_DATA_CHANGED /n");
        assertThat(two.heard).containsExactly("NODE_DELETED /n", "NODE_CREATED /n", "NODE_DATA_CHANGED /n");
    }

    @Test
    void aWatchForOneEventHearsTheFirstOneOnly() {
        watches.add(one, Utf8.of("/n"), DATA);

        happens("set /n");
        happens("set /n");

        assertThat(one.heard).containsExactly("NODE_DATA_CHANGED /n");
    }

    // Everybody once.

    @Test
    void aDeletionIsOneEventForWhoeverHasAllKinds() {
        ANY.forEach(kind -> watches.add(one, Utf8.of("/n"), kind));

        happens("delete /n");

        assertThat(one.heard).containsExactly("NODE_DELETED /n");
        assertThat(kindsOf(one, "/n")).containsExactly(PERSISTENT, PERSISTENT_RECURSIVE);
    }

    @Test
    void aNewChildIsTwoEventsForWhoeverWatchesChildrenAndAllBelow() {
        watches.add(one, Utf8.of("/n"), CHILD);
        watches.add(one, Utf8.of("/n"), PERSISTENT_RECURSIVE);

        happens("create /n/c");

        assertThat(one.heard).containsExactly("NODE_CREATED /n/c", "NODE_CHILDREN_CHANGED /n");
    }

    @Test
    void lastingWatchesOfBothModesHearOfEachChildTwice() {
        watches.add(one, Utf8.of("/n"), PERSISTENT);
        watches.add(one, Utf8.of("/n"), PERSISTENT_RECURSIVE);

        happens("delete /n/c");
        happens("delete /n/d");

        assertThat(one.heard)
                .containsExactly(
                        "NODE_DELETED /n/c",
                        "NODE_CHILDREN_CHANGED /n",
                        "NODE_DELETED /n/d",
                        "NODE_CHILDREN_CHANGED /n");
    }

    @Test
    void anEventIsHeardOnceHoweverManyAncestorsAreWatched() {
        watches.add(one, Utf8.of("/"), PERSISTENT_RECURSIVE);
        watches.add(one, Utf8.of("/r"), PERSISTENT_RECURSIVE);
        watches.add(one, Utf8.of("/r/n"), PERSISTENT_RECURSIVE);
        watches.add(one, Utf8.of("/r/n"), DATA);

        happens("set /r/n");
        happens("set /r/n");

        assertThat(one.heard).containsExactly("NODE_DATA_CHANGED /r/n", "NODE_DATA_CHANGED /r/n");
        assertThat(has(one, "/r/n", DATA)).isFalse();
    }

    @Test
    void everyConnectionHears() {
        watches.add(one, Utf8.of("/n"), DATA);
        watches.add(two, Utf8.of("/n"), DATA);

        happens("set /n");

        assertThat(one.heard).containsExactly("NODE_DATA_CHANGED /n");
        assertThat(two.heard).containsExactly("NODE_DATA_CHANGED /n");
    }

    @Test
    void addingTwiceIsOneWatch() {
        for (WatchKind kind : WatchKind.values()) {
            watches.add(one, Utf8.of("/n"), kind);
            watches.add(one, Utf8.of("/n"), kind);
        }

        assertThat(watches.watchCount()).isEqualTo(4);
        assertThat(watches.pathCount()).isEqualTo(1);
        assertThat(watches.watcherCount()).isEqualTo(1);
    }

    // The root.

    @Test
    void theRootIsAboveAll() {
        watches.add(one, Utf8.of("/"), PERSISTENT_RECURSIVE);

        happens("create /z");
        happens("set /z/y/x");
        happens("set /");

        assertThat(one.heard).containsExactly("NODE_CREATED /z", "NODE_DATA_CHANGED /z/y/x", "NODE_DATA_CHANGED /");
    }

    @Test
    void theRootHasChildren() {
        watches.add(one, Utf8.of("/"), CHILD);
        watches.add(one, Utf8.of("/"), DATA);

        happens("create /z");
        happens("set /");

        assertThat(one.heard).containsExactly("NODE_CHILDREN_CHANGED /", "NODE_DATA_CHANGED /");
    }

    @ParameterizedTest
    @EnumSource(WatchKind.class)
    void theEmptyPathIsNotTheRoot(WatchKind kind) {
        watches.add(one, Utf8.EMPTY, kind);

        happens("create /z");
        happens("set /");

        assertThat(one.heard).isEmpty();
        assertThat(has(one, "", kind)).isTrue();
    }

    @Test
    void aWatchMayBeOnNoPathAtAll() {
        watches.add(one, Utf8.of("no path/"), PERSISTENT_RECURSIVE);

        happens("set /n");

        assertThat(one.heard).isEmpty();
        assertThat(watches.remove(one, Utf8.of("no path/"), ANY)).isTrue();
    }

    // Removing and asking.

    @ParameterizedTest
    @CsvSource({"DATA, 2", "CHILD, 1", "PERSISTENT, 4", "PERSISTENT_RECURSIVE, 5"})
    void aWatchIsFoundAsItsOwnTypeAndAsAny(WatchKind kind, int itsType) {
        watches.add(one, Utf8.of("/n"), kind);

        for (int type = 1; type <= 5; type++) {
            assertThat(watches.has(one, Utf8.of("/n"), kindsOfType(type))).isEqualTo(type == itsType || type == 3);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void removingTakesTheKindsOfItsTypeAndNoOther(int type) {
        ANY.forEach(kind -> watches.add(one, Utf8.of("/n"), kind));

        assertThat(watches.remove(one, Utf8.of("/n"), kindsOfType(type))).isTrue();

        assertThat(kindsOf(one, "/n")).isEqualTo(EnumSet.complementOf(kindsOfType(type)));
    }

    @Test
    void removingAWrongTypeLeavesTheWatch() {
        watches.add(one, Utf8.of("/n"), DATA);

        assertThat(watches.remove(one, Utf8.of("/n"), Set.of(CHILD))).isFalse();

        assertThat(has(one, "/n", DATA)).isTrue();
    }

    @Test
    void removingLooksAtThisPathAndThisConnectionOnly() {
        watches.add(one, Utf8.of("/n"), PERSISTENT_RECURSIVE);
        watches.add(two, Utf8.of("/m"), DATA);

        assertThat(watches.remove(one, Utf8.of("/n/c"), ANY)).isFalse();
        assertThat(watches.remove(two, Utf8.of("/n"), ANY)).isFalse();
        assertThat(watches.remove(one, Utf8.of("/m"), ANY)).isFalse();
        assertThat(watches.has(one, Utf8.of("/m"), ANY)).isFalse();
        assertThat(watches.watchCount()).isEqualTo(2);
    }

    @Test
    void nothingIsHeardOfWhatHasBeenRemoved() {
        watches.add(one, Utf8.of("/n"), PERSISTENT_RECURSIVE);
        watches.remove(one, Utf8.of("/n"), ANY);

        happens("set /n");
        happens("set /n/c");

        assertThat(one.heard).isEmpty();
    }

    @Test
    void whoeverClosesHearsNothingAnyMore() {
        for (WatchKind kind : WatchKind.values()) {
            watches.add(one, Utf8.of("/n"), kind);
            watches.add(two, Utf8.of("/n"), kind);
            watches.add(one, Utf8.of("/only"), kind);
        }

        watches.removeAll(one);
        happens("delete /n");

        assertThat(one.heard).isEmpty();
        assertThat(two.heard).containsExactly("NODE_DELETED /n");
        assertThat(watches.pathCount()).isEqualTo(1);
        assertThat(watches.watcherCount()).isEqualTo(1);
    }

    /** In between everything goes on, with the watches of others, and with those that are left. */
    @Test
    void whoeverHasManyWatchesLosesThemInParts() {
        for (int i = 0; i < 10_000; i++) {
            watches.add(one, Utf8.of("/n/" + i), i % 2 == 0 ? DATA : PERSISTENT);
            watches.add(two, Utf8.of("/n/" + i), DATA);
        }

        Slices left = watches.removeAll(one);
        int parts = 1;
        for (boolean isMore = true; isMore; parts++) {
            happens("set /n/" + parts); // Uses up one of two, or a pair.
            watches.add(two, Utf8.of("/m/" + parts), CHILD);
            int before = watches.watchCount();
            isMore = left.step(null);
            assertThat(before - watches.watchCount()).isBetween(0, 2_000);
        }

        assertThat(parts).isGreaterThan(5);
        assertThat(watches.watcherCount()).isEqualTo(1);
        assertThat(watches.watchCount()).isEqualTo(10_000); // As many have come as were used up.
        assertThat(watches.pathCount()).isEqualTo(10_000);
        assertThat(watches.has(one, Utf8.of("/n/1"), ANY)).isFalse();
    }

    @Test
    void closingWithoutWatchesIsNothing() {
        watches.add(one, Utf8.of("/n"), DATA);

        watches.removeAll(two);

        assertThat(watches.watchCount()).isEqualTo(1);
    }

    @Test
    void whoeverHasNoWatchesCostsNothing() {
        watches.add(one, Utf8.of("/n"), DATA);
        watches.add(two, Utf8.of("/n"), DATA);
        watches.add(two, Utf8.of("/m"), CHILD);

        happens("set /n");
        watches.remove(two, Utf8.of("/m"), ANY);

        assertThat(one.watching).isNull();
        assertThat(two.watching).isNull();
        assertThat(watches.watcherCount()).isZero();
        assertThat(watches.pathCount()).isZero();
    }

    // What a hearer does while an event is told.

    @Test
    void whoeverWatchesAgainWhileHearingHearsTheNextEvent() {
        watches.add(one, Utf8.of("/n"), DATA);
        watches.add(two, Utf8.of("/n"), DATA);
        WatchEvent event = event(NODE_DATA_CHANGED, "/n");
        List<Watcher> heard = new ArrayList<>();

        watches.fire(event, watcher -> {
            heard.add(watcher);
            watches.add(watcher, Utf8.of("/n"), DATA);
        });

        assertThat(heard).containsExactlyInAnyOrder(one, two);
        assertThat(has(one, "/n", DATA)).isTrue();
        assertThat(has(two, "/n", DATA)).isTrue();
    }

    @Test
    void aWatchAddedWhileAnEventIsToldIsForLaterEvents() {
        watches.add(one, Utf8.of("/n"), PERSISTENT);
        List<Watcher> heard = new ArrayList<>();

        watches.fire(event(NODE_DATA_CHANGED, "/n"), watcher -> {
            heard.add(watcher);
            watches.add(two, Utf8.of("/n"), PERSISTENT);
        });

        assertThat(heard).containsExactly(one);
        assertThat(has(two, "/n", PERSISTENT)).isTrue();
    }

    @Test
    void aWatchRemovedWhileAnEventIsToldStillHearsThisOne() {
        watches.add(one, Utf8.of("/n"), PERSISTENT);
        watches.add(two, Utf8.of("/"), PERSISTENT_RECURSIVE);
        List<Watcher> heard = new ArrayList<>();

        watches.fire(event(NODE_DATA_CHANGED, "/n"), watcher -> {
            heard.add(watcher);
            watches.removeAll(one);
            watches.removeAll(two);
        });

        assertThat(heard).containsExactlyInAnyOrder(one, two);
        assertThat(watches.watchCount()).isZero();
    }

    @Test
    void anEventMayBeToldWithinAnother() {
        watches.add(one, Utf8.of("/n"), PERSISTENT);
        watches.add(two, Utf8.of("/m"), PERSISTENT);
        List<Watcher> heard = new ArrayList<>();

        watches.fire(event(NODE_DATA_CHANGED, "/n"), watcher -> {
            watches.fire(event(NODE_CREATED, "/m"), heard::add);
            heard.add(watcher);
        });

        assertThat(heard).containsExactly(two, one);
    }

    @Test
    void aHearerThatFailsLeavesNothingForTheNextEvent() {
        watches.add(one, Utf8.of("/n"), DATA);
        watches.add(two, Utf8.of("/m"), DATA);
        List<Watcher> heard = new ArrayList<>();

        assertThatThrownBy(() -> watches.fire(event(NODE_DELETED, "/n"), watcher -> {
                    throw new IllegalStateException("of the test");
                }))
                .hasMessage("of the test");
        watches.fire(event(NODE_DELETED, "/m"), heard::add);

        assertThat(heard).containsExactly(two);
    }

    // Many.

    @Test
    void aMillionWatchesComeAndGo() {
        List<Connection> connections = connections(1_000);
        for (Connection each : connections) {
            for (int path = 0; path < 1_000; path++) {
                watches.add(each, Utf8.of("/p/" + path), DATA);
            }
        }
        assertThat(watches.watchCount()).isEqualTo(1_000_000);

        for (int path = 0; path < 500; path++) {
            int[] heard = new int[1];
            watches.fire(event(NODE_DATA_CHANGED, "/p/" + path), watcher -> heard[0]++);
            assertThat(heard[0]).isEqualTo(1_000);
        }
        assertThat(watches.watchCount()).isEqualTo(500_000);
        assertThat(watches.pathCount()).isEqualTo(500);

        connections.forEach(watches::removeAll);
        assertThat(watches.watchCount()).isZero();
        assertThat(watches.pathCount()).isZero();
        assertThat(watches.watcherCount()).isZero();
    }

    // Listings.

    @Test
    void aListingByPathShowsThePathsWithAllTheirWatchers() {
        watches.add(one, Utf8.of("/a"), DATA);
        watches.add(one, Utf8.of("/a"), CHILD);
        watches.add(two, Utf8.of("/a"), CHILD);
        watches.add(two, Utf8.of("/b"), PERSISTENT);

        List<String> shown = new ArrayList<>();
        boolean more = watches.byPath().next(Integer.MAX_VALUE, (path, watcher) -> shown.add(path + " " + watcher));

        assertThat(more).isFalse();
        assertThat(shown).containsExactlyInAnyOrder("/a one", "/a two", "/b two");
        assertThat(shown.indexOf("/a one") - shown.indexOf("/a two")).isIn(1, -1);
    }

    @Test
    void aListingByWatcherShowsTheWatchersWithAllTheirPaths() {
        watches.add(one, Utf8.of("/a"), DATA);
        watches.add(two, Utf8.of("/a"), CHILD);
        watches.add(two, Utf8.of("/b"), PERSISTENT);
        watches.add(two, Utf8.of("/b"), PERSISTENT_RECURSIVE);

        List<String> shown = new ArrayList<>();
        boolean more = watches.byWatcher().next(Integer.MAX_VALUE, (path, watcher) -> shown.add(watcher + " " + path));

        assertThat(more).isFalse();
        assertThat(shown).containsExactlyInAnyOrder("one /a", "two /a", "two /b");
        assertThat(shown.indexOf("two /a") - shown.indexOf("two /b")).isIn(1, -1);
    }

    @Test
    void aSliceIsNotMuchLongerThanAskedFor() {
        for (Connection each : connections(3)) {
            for (int path = 0; path < 1_000; path++) {
                watches.add(each, Utf8.of("/" + path), DATA);
            }
        }

        for (WatchListing listing : List.of(watches.byPath(), watches.byWatcher())) {
            Set<String> shown = new HashSet<>();
            List<Integer> slices = new ArrayList<>();
            boolean more = true;
            while (more) {
                int before = shown.size();
                more = listing.next(10, (path, watcher) -> shown.add(path + " " + watcher));
                slices.add(shown.size() - before);
            }
            assertThat(shown).hasSize(3_000);
            // three watchers of a path, and rarely more than a handful of paths in a chain
            assertThat(Collections.max(slices)).isLessThan(50);
        }
    }

    private static EnumSet<WatchKind> kindsOfType(int type) {
        return switch (type) {
            case 1 -> EnumSet.of(CHILD);
            case 2 -> EnumSet.of(DATA);
            case 3 -> EnumSet.allOf(WatchKind.class);
            case 4 -> EnumSet.of(PERSISTENT);
            case 5 -> EnumSet.of(PERSISTENT_RECURSIVE);
            default -> throw new AssertionError("no type " + type);
        };
    }

    private List<Connection> connections(int count) {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connections.add(new Connection("connection " + i));
        }
        return connections;
    }

    private boolean has(Watcher watcher, String path, WatchKind kind) {
        return watches.has(watcher, Utf8.of(path), EnumSet.of(kind));
    }

    private EnumSet<WatchKind> kindsOf(Watcher watcher, String path) {
        EnumSet<WatchKind> kinds = EnumSet.noneOf(WatchKind.class);
        for (WatchKind kind : WatchKind.values()) {
            if (has(watcher, path, kind)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** A transaction, with the events that it has for watchers. */
    private void happens(String transaction) {
        String path = transaction.substring(transaction.indexOf(' ') + 1);
        String parent = path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
        if (transaction.startsWith("create")) {
            fire(NODE_CREATED, path);
            fire(NODE_CHILDREN_CHANGED, parent);
        } else if (transaction.startsWith("delete")) {
            fire(NODE_DELETED, path);
            fire(NODE_CHILDREN_CHANGED, parent);
        } else {
            fire(NODE_DATA_CHANGED, path);
        }
    }

    private void fire(EventType type, String path) {
        WatchEvent event = event(type, path);
        watches.fire(event, watcher -> ((Connection) watcher).heard.add(event.toString()));
    }

    private static WatchEvent event(EventType type, String path) {
        return new WatchEvent(type, Utf8.of(path), List.of());
    }

    private static final class Connection extends Watcher {
        private final String name;
        private final List<String> heard = new ArrayList<>();

        Connection(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
