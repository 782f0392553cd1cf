package dev.paddock.server.core;

import dev.paddock.server.metric.Summary;
import dev.paddock.wire.EventType;

/** How many watchers heard of each event that anybody heard of, by its type. */
public record WatchersTold(Summary created, Summary deleted, Summary dataChanged, Summary childrenChanged) {
    static final WatchersTold NONE = new WatchersTold(Summary.NONE, Summary.NONE, Summary.NONE, Summary.NONE);

    WatchersTold with(EventType type, int watchers) {
        return switch (type) {
            case NODE_CREATED -> new WatchersTold(created.with(watchers), deleted, dataChanged, childrenChanged);
            case NODE_DELETED -> new WatchersTold(created, deleted.with(watchers), dataChanged, childrenChanged);
            case NODE_DATA_CHANGED -> new WatchersTold(created, deleted, dataChanged.with(watchers), childrenChanged);
            case NODE_CHILDREN_CHANGED ->
                new WatchersTold(created, deleted, dataChanged, childrenChanged.with(watchers));
        };
    }
}
