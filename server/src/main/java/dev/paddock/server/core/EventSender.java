package dev.paddock.server.core;

import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.Permission;
import java.util.List;

/** What has happened is told to those who watch, if they may read it. */
final class EventSender {
    private final Watches watches;
    private final AclRules acls;
    private final Batch batch;

    private WatchersTold told = WatchersTold.NONE;

    EventSender(Watches watches, AclRules acls, Batch batch) {
        this.watches = watches;
        this.acls = acls;
        this.batch = batch;
    }

    void send(List<WatchEvent> events, long zxid) {
        if (watches.watchCount() > 0) {
            events.forEach(event -> send(event, zxid));
        }
    }

    private void send(WatchEvent event, long zxid) {
        EventFrame frame = new EventFrame(zxid, event);
        int hearers = watches.fire(event, watcher -> {
            ClientLink link = (ClientLink) watcher;
            if (acls.isPermitted(event.acl(), Permission.READ, link.identities(), event.path())) {
                batch.send(link, frame.event());
            }
        });
        if (hearers > 0) {
            told = told.with(event.type(), hearers);
        }
    }

    /** Who has heard of how many, since the start or the last reset. */
    WatchersTold told() {
        return told;
    }

    void resetFigures() {
        told = WatchersTold.NONE;
        batch.bringNews();
    }
}
