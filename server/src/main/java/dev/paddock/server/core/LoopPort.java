package dev.paddock.server.core;

import java.util.ArrayList;
import java.util.List;

/** An event loop as the core sees it: something to wake, once for each publication. */
public abstract class LoopPort {
    /** Connections that have got something during this batch. The core's. */
    private List<ClientLink> roused = new ArrayList<>();

    /** Has the loop call {@link ClientLink#awaken} of each of these, on its own thread, soon. */
    protected abstract void wake(List<ClientLink> links);

    /** Returns whether this is the first one of this batch. */
    final boolean rouse(ClientLink link) {
        roused.add(link);
        return roused.size() == 1;
    }

    /** To be called after the view was published, and not before. */
    final void wakeRoused() {
        List<ClientLink> links = roused;
        roused = new ArrayList<>();
        wake(links);
    }
}
