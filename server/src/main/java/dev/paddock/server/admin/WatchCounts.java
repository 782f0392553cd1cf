package dev.paddock.server.admin;

import dev.paddock.server.core.Inspectable;
import dev.paddock.server.core.Inspection;
import dev.paddock.server.core.WatchListing;
import dev.paddock.server.core.Watcher;
import dev.paddock.wire.Utf8;
import java.util.concurrent.TimeoutException;

/** {@code wchs}: how many watches on data there are. */
final class WatchCounts implements Word {
    private static final int SLICE = 500;

    private final LiveServer server;

    WatchCounts(LiveServer server) {
        this.server = server;
    }

    @Override
    public String answer(byte[] argument) throws InterruptedException, TimeoutException {
        Counting counting = new Counting();
        server.inspect(counting);
        return counting.watchers + " connections watching " + counting.paths + " paths\nTotal watches:"
                + counting.watches + "\n";
    }

    /** First by watcher, then by path: in each listing, what belongs together comes together. */
    private static final class Counting implements Inspection {
        private int watchers;
        private int paths;
        private int watches;

        private WatchListing byWatcher;
        private WatchListing byPath;
        private Watcher lastWatcher;
        private Utf8 lastPath;

        @Override
        public boolean step(Inspectable core) {
            if (byWatcher == null) {
                byWatcher = core.dataWatchesByWatcher();
                byPath = core.dataWatchesByPath();
            }
            return byWatcher.next(SLICE, this::countWatcher) || byPath.next(SLICE, this::countPath);
        }

        private void countWatcher(Utf8 path, Watcher watcher) {
            watches++;
            if (watcher != lastWatcher) {
                lastWatcher = watcher;
                watchers++;
            }
        }

        private void countPath(Utf8 path, Watcher watcher) {
            if (!path.equals(lastPath)) {
                lastPath = path;
                paths++;
            }
        }
    }
}
