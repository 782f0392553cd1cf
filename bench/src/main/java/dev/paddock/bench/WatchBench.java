package dev.paddock.bench;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Watches, ours and ZooKeeper's: heap bytes for each of a million, and what it takes to add them, to fire them and to close
 * whoever has them. A JVM of its own for each side and layout. Connections themselves are not counted.
 */
public final class WatchBench {
    private static final double BUDGET = 0.5;
    private static final int WATCHES = 1_000_000;
    private static final int ROUNDS = 5;

    private WatchBench() {}

    enum Side {
        OURS(WatchSide.Ours::new),
        THEIRS(WatchSide.Theirs::new);

        private final Supplier<WatchSide> maker;

        Side(Supplier<WatchSide> maker) {
            this.maker = maker;
        }
    }

    /** A million watches. */
    enum Layout {
        MANY_WATCHERS_OF_FEW(10_000) {
            @Override
            byte[] path(int watcher, int number) {
                return pathOf("/services/registry/members-" + (10_000 + number));
            }
        },
        EACH_OF_ITS_OWN(100) {
            @Override
            byte[] path(int watcher, int number) {
                return pathOf("/services/worker-" + (100 + watcher) + "/task-" + (100_000 + number));
            }
        };

        final int watchers;

        Layout(int watchers) {
            this.watchers = watchers;
        }

        final int pathsOfEach() {
            return WATCHES / watchers;
        }

        abstract byte[] path(int watcher, int number);
    }

    /** Without arguments all of it, as a table; with {@code heap} or {@code times}, a side and a layout those, as numbers. */
    public static void main(String[] arguments) {
        if (arguments.length == 3) {
            Side side = Side.valueOf(arguments[1]);
            Layout layout = Layout.valueOf(arguments[2]);
            System.out.println(arguments[0].equals("heap") ? bytesPerWatch(side, layout) : times(side, layout));
        } else {
            Figure.print(measure());
        }
    }

    private static List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        for (Layout layout : Layout.values()) {
            double[] ours = child("heap", Side.OURS, layout);
            double[] theirs = child("heap", Side.THEIRS, layout);
            figures.add(Figure.of("heap per watch, " + name(layout), "B", ours[0], theirs[0])
                    .atMost(BUDGET));
        }
        for (Layout layout : Layout.values()) {
            double[] ours = child("times", Side.OURS, layout);
            double[] theirs = child("times", Side.THEIRS, layout);
            List<String> names = List.of(
                    "event that nobody hears, no watch anywhere",
                    "a million watches: add, each",
                    "the longest of these additions",
                    "event that nobody hears, " + name(layout),
                    "the same with a recursive watch elsewhere",
                    "event for one watcher, and watching again",
                    "fire all, each watch",
                    "close all, each watch");
            for (int i = 0; i < ours.length; i++) {
                figures.add(Figure.of(names.get(i), "ns", ours[i], theirs[i]));
            }
        }
        return figures;
    }

    private static String name(Layout layout) {
        return layout.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static double[] child(String what, Side side, Layout layout) {
        String printed = ChildJvm.run(WatchBench.class, Heap.JVM_OPTIONS, what, side.name(), layout.name());
        return Arrays.stream(printed.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static String bytesPerWatch(Side side, Layout layout) {
        // Once on the side, so that classes are there before the count begins.
        new Round(side, layout, 10).add();
        Round round = new Round(side, layout, layout.pathsOfEach());
        long before = Heap.used();
        round.add();
        long after = Heap.used();
        Reference.reachabilityFence(round);
        return String.format(Locale.ROOT, "%.1f", (double) (after - before) / WATCHES);
    }

    /** The best of some rounds, the first of which are for the compiler. */
    private static String times(Side side, Layout layout) {
        double[] best = new Round(side, layout, layout.pathsOfEach()).run();
        for (int i = 1; i < ROUNDS; i++) {
            double[] round = new Round(side, layout, layout.pathsOfEach()).run();
            for (int j = 0; j < best.length; j++) {
                best[j] = Math.min(best[j], round[j]);
            }
        }
        return Arrays.stream(best)
                .mapToObj(each -> String.format(Locale.ROOT, "%.1f", each))
                .collect(Collectors.joining(" "));
    }

    private static byte[] pathOf(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }

    /** One registry, from its first watch to its last. */
    private static final class Round {
        private static final int FEW_EVENTS = 1_000;

        private final WatchSide watches;
        private final Layout layout;
        private final int pathsOfEach;
        private final Object[] watchers;
        private long nanosOfAdding;
        private long longestOfAdding;

        Round(Side side, Layout layout, int pathsOfEach) {
            this.watches = side.maker.get();
            this.layout = layout;
            this.pathsOfEach = pathsOfEach;
            this.watchers = new Object[layout.watchers];
            Arrays.setAll(watchers, each -> watches.newWatcher());
        }

        double[] run() {
            Object[] unheard = new Object[FEW_EVENTS];
            Arrays.setAll(unheard, each -> watches.event(pathOf("/services/others/unwatched-" + (1_000 + each))));
            double none = fire(unheard, 1_000);
            add();
            double added = (double) nanosOfAdding / WATCHES;
            double longest = longestOfAdding;
            double others = fire(unheard, 1_000);
            Object recursive = watches.newWatcher();
            watches.addRecursive(recursive, pathOf("/services/audited"));
            double below = fire(unheard, 200);
            watches.close(recursive);
            double one = fireAndAddAgain();
            double all = fireAll();
            add();
            double closed = closeAll();
            return new double[] {none, added, longest, others, below, one, all, closed};
        }

        void add() {
            nanosOfAdding = 0;
            longestOfAdding = 0;
            for (int watcher = 0; watcher < watchers.length; watcher++) {
                for (int number = 0; number < pathsOfEach; number++) {
                    byte[] path = layout.path(watcher, number);
                    long start = System.nanoTime();
                    watches.add(watchers[watcher], path);
                    long nanos = System.nanoTime() - start;
                    nanosOfAdding += nanos;
                    longestOfAdding = Math.max(longestOfAdding, nanos);
                }
            }
        }

        /** For each of them. */
        private double fire(Object[] events, int times) {
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                for (Object event : events) {
                    watches.fire(event);
                }
            }
            return (double) (System.nanoTime() - start) / times / events.length;
        }

        private double fireAndAddAgain() {
            int times = 100_000;
            Object watcher = watches.newWatcher();
            byte[] path = pathOf("/services/others/watched-again");
            Object event = watches.event(path);
            long heard = watches.heard;
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                watches.add(watcher, path);
                watches.fire(event);
            }
            double nanos = (double) (System.nanoTime() - start) / times;
            expectHeard(heard + times);
            return nanos;
        }

        private double fireAll() {
            List<Object> events = new ArrayList<>();
            int ownPaths = layout == Layout.EACH_OF_ITS_OWN ? watchers.length : 1;
            for (int watcher = 0; watcher < ownPaths; watcher++) {
                for (int number = 0; number < pathsOfEach; number++) {
                    events.add(watches.event(layout.path(watcher, number)));
                }
            }
            long heard = watches.heard;
            long start = System.nanoTime();
            events.forEach(watches::fire);
            double nanos = (double) (System.nanoTime() - start) / WATCHES;
            expectHeard(heard + WATCHES);
            return nanos;
        }

        private double closeAll() {
            long start = System.nanoTime();
            for (Object watcher : watchers) {
                watches.close(watcher);
            }
            return (double) (System.nanoTime() - start) / WATCHES;
        }

        private void expectHeard(long expected) {
            if (watches.heard != expected) {
                throw new IllegalStateException(watches.heard + " heard, not " + expected);
            }
        }
    }
}
