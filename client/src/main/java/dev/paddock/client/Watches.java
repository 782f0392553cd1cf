package dev.paddock.client;

import dev.paddock.wire.EventType;
import dev.paddock.wire.proto.SetWatchesRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The watches of one session, by full paths. What the server has is set anew at each connection from here.
 */
final class Watches {
    /** Set by getData, and by exists on a znode that is there. */
    private final Map<String, List<Watcher>> data = new LinkedHashMap<>();

    /** Set by exists on a znode that is not there: a server keeps them with those of data. */
    private final Map<String, List<Watcher>> exist = new LinkedHashMap<>();

    private final Map<String, List<Watcher>> children = new LinkedHashMap<>();
    /** How many requests are on their way that set one of the above, by paths: data and exist, then children. */
    private final Map<String, Integer> expectedData = new HashMap<>();

    private final Map<String, Integer> expectedChildren = new HashMap<>();
    private final Map<String, List<PersistentWatch>> persistent = new LinkedHashMap<>();
    private final Map<String, List<PersistentWatch>> recursive = new LinkedHashMap<>();

    /** It counts from when it is asked for, like those that stay: the server must not remove it with another of its path. */
    void expect(OneTimeWatch watch) {
        expected(watch.kind()).merge(watch.path(), 1, Integer::sum);
    }

    void expectNoMore(OneTimeWatch watch) {
        expected(watch.kind()).computeIfPresent(watch.path(), (path, count) -> count == 1 ? null : count - 1);
    }

    private Map<String, Integer> expected(WatchKind kind) {
        return kind == WatchKind.CHILDREN ? expectedChildren : expectedData;
    }

    void add(OneTimeWatch watch, boolean isThere) {
        Map<String, List<Watcher>> table = watch.kind() == WatchKind.CHILDREN ? children : isThere ? data : exist;
        List<Watcher> watchers = table.computeIfAbsent(watch.path(), path -> new ArrayList<>(1));
        if (!watchers.contains(watch.watcher())) {
            watchers.add(watch.watcher());
        }
    }

    void add(PersistentWatch watch) {
        List<PersistentWatch> sharing = table(watch).computeIfAbsent(watch.path, path -> new ArrayList<>(1));
        if (!sharing.contains(watch)) {
            sharing.add(watch);
        }
    }

    /** Whether the server need not have it any more: it was there, and no other of its path and mode is. */
    boolean remove(PersistentWatch watch) {
        List<PersistentWatch> sharing = table(watch).get(watch.path);
        if (sharing == null || !sharing.remove(watch)) {
            return false;
        }
        if (sharing.isEmpty()) {
            table(watch).remove(watch.path);
            return true;
        }
        return false;
    }

    private Map<String, List<PersistentWatch>> table(PersistentWatch watch) {
        return watch.mode == WatchMode.RECURSIVE ? recursive : persistent;
    }

    /** Who is to hear of this; what is to be heard once is removed. */
    Fired fire(EventType type, String path) {
        Set<Watcher> once = new LinkedHashSet<>();
        switch (type) {
            case NODE_CREATED, NODE_DATA_CHANGED -> {
                moveAll(data, path, once);
                moveAll(exist, path, once);
            }
            case NODE_DELETED -> {
                moveAll(data, path, once);
                moveAll(exist, path, once);
                moveAll(children, path, once);
            }
            case NODE_CHILDREN_CHANGED -> moveAll(children, path, once);
        }
        List<PersistentWatch> staying = new ArrayList<>(persistent.getOrDefault(path, List.of()));
        if (type != EventType.NODE_CHILDREN_CHANGED && !recursive.isEmpty()) {
            addRecursive(path, staying);
        }
        return new Fired(once, staying);
    }

    /** Who hears of one event. */
    record Fired(Set<Watcher> once, List<PersistentWatch> staying) {}

    private static void moveAll(Map<String, List<Watcher>> from, String path, Set<Watcher> to) {
        List<Watcher> watchers = from.remove(path);
        if (watchers != null) {
            to.addAll(watchers);
        }
    }

    private void addRecursive(String path, List<PersistentWatch> to) {
        String at = path;
        while (true) {
            to.addAll(recursive.getOrDefault(at, List.of()));
            if (at.equals("/")) {
                return;
            }
            int slash = at.lastIndexOf('/');
            at = slash <= 0 ? "/" : at.substring(0, slash);
        }
    }

    boolean has(String path, WatchKind kind, Watcher watcher) {
        return oneTimeTables(kind).stream()
                .anyMatch(table -> table.getOrDefault(path, List.of()).contains(watcher));
    }

    /** Whether no other one-time watcher shares the server's watch of this path, or is about to. */
    boolean isOnly(String path, WatchKind kind, Watcher watcher) {
        return !expected(kind).containsKey(path)
                && oneTimeTables(kind).stream()
                        .flatMap(table -> table.getOrDefault(path, List.of()).stream())
                        .allMatch(watcher::equals);
    }

    /** @param watcher null for all */
    void remove(String path, WatchKind kind, Watcher watcher) {
        for (Map<String, List<Watcher>> table : oneTimeTables(kind)) {
            List<Watcher> watchers = table.get(path);
            if (watchers != null) {
                watchers.removeIf(each -> watcher == null || each.equals(watcher));
                if (watchers.isEmpty()) {
                    table.remove(path);
                }
            }
        }
        if (watcher == null && kind.includes(WatchKind.PERSISTENT)) {
            persistent.remove(path);
        }
        if (watcher == null && kind.includes(WatchKind.RECURSIVE)) {
            recursive.remove(path);
        }
    }

    private List<Map<String, List<Watcher>>> oneTimeTables(WatchKind kind) {
        List<Map<String, List<Watcher>>> tables = new ArrayList<>(3);
        if (kind.includes(WatchKind.DATA)) {
            tables.add(data);
            tables.add(exist);
        }
        if (kind.includes(WatchKind.CHILDREN)) {
            tables.add(children);
        }
        return tables;
    }

    /** All that stay. */
    List<PersistentWatch> staying() {
        return Stream.concat(persistent.values().stream(), recursive.values().stream())
                .flatMap(List::stream)
                .toList();
    }

    /** Everyone, each once, and nobody is left: the session has ended. */
    Set<Watcher> clear() {
        Set<Watcher> all = new LinkedHashSet<>();
        for (Map<String, List<Watcher>> table : List.of(data, exist, children)) {
            table.values().forEach(all::addAll);
            table.clear();
        }
        staying().stream().filter(watch -> !watch.isClosed()).forEach(watch -> all.add(watch.watcher));
        persistent.clear();
        recursive.clear();
        return all;
    }

    /**
     * What tells a server of all watches, in requests that any server takes: of about this many bytes, unless one path alone
     * is longer. Older servers know the form without watches that stay, so it is used where there are none.
     */
    List<SetWatchesRequest> toSetAgain(long zxid, int bytes) {
        SetWatchesSplit split = new SetWatchesSplit(zxid, bytes);
        data.keySet().forEach(path -> split.add(SetWatchesSplit.DATA, path));
        exist.keySet().forEach(path -> split.add(SetWatchesSplit.EXIST, path));
        children.keySet().forEach(path -> split.add(SetWatchesSplit.CHILD, path));
        persistent.keySet().forEach(path -> split.add(SetWatchesSplit.PERSISTENT, path));
        recursive.keySet().forEach(path -> split.add(SetWatchesSplit.RECURSIVE, path));
        return split.requests();
    }
}
