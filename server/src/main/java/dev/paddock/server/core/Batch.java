package dev.paddock.server.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What connections are sent while the core works off a batch, and who is woken behind it. The {@link View} that is published
 * at its end comes between the two: see {@link Outbox}.
 */
final class Batch {
    /** Event loops that have something to hear of in this batch, each once. */
    private final List<LoopPort> roused = new ArrayList<>();

    /** What is sent in this batch belongs to this publication. */
    private long publication;

    private boolean hasNews;

    void begin(long nextPublication) {
        publication = nextPublication;
    }

    void send(ClientLink link, Outgoing outgoing) {
        hasNews = true;
        if (link.send(outgoing, publication)) {
            roused.add(link.loop());
        }
    }

    /** Closes a connection behind what it was sent. */
    void end(ClientLink link) {
        hasNews = true;
        if (link.end(publication)) {
            roused.add(link.loop());
        }
    }

    /** Something is different by which nobody was sent anything. */
    void bringNews() {
        hasNews = true;
    }

    /** Whether anything is different since this was last asked. */
    boolean takeNews() {
        boolean had = hasNews;
        hasNews = false;
        return had;
    }

    void wakeLoops() {
        roused.forEach(LoopPort::wakeRoused);
        roused.clear();
    }
}
