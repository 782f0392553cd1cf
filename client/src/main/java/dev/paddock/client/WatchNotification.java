package dev.paddock.client;

import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event on its way to its watchers. */
final class WatchNotification extends Handoff.Item {
    private static final Logger LOG = LoggerFactory.getLogger(WatchNotification.class);

    private final WatchEvent event;
    private final Collection<Watcher> once;
    private final List<PersistentWatch> staying;

    WatchNotification(WatchEvent event, Collection<Watcher> once, List<PersistentWatch> staying) {
        this.event = event;
        this.once = once;
        this.staying = staying;
    }

    /** A watcher is told once, however many of its watches have fired. */
    @Override
    void run() {
        once.forEach(this::tell);
        for (PersistentWatch watch : staying) {
            if (!watch.isClosed() && !once.contains(watch.watcher)) {
                tell(watch.watcher);
            }
        }
    }

    private void tell(Watcher watcher) {
        guard(() -> watcher.changed(event));
    }

    /** What a callback throws is its own affair: the next one is called all the same. */
    static void guard(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable failed) {
            LOG.error("a callback has failed", failed);
        }
    }
}
