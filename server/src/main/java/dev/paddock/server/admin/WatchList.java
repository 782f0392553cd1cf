package dev.paddock.server.admin;

import dev.paddock.server.core.Inspectable;
import dev.paddock.server.core.Inspection;
import dev.paddock.server.core.WatchListing;
import java.util.concurrent.TimeoutException;

/** {@code wchp} and {@code wchc}: all watches on data, by path or by session. */
final class WatchList implements Word {
    /** The core shows so many in one go, and does something else meanwhile. */
    private static final int SLICE = 500;

    private final LiveServer server;
    private final boolean isByPath;

    private WatchList(LiveServer server, boolean isByPath) {
        this.server = server;
        this.isByPath = isByPath;
    }

    static Word byPath(LiveServer server) {
        return new WatchList(server, true);
    }

    static Word bySession(LiveServer server) {
        return new WatchList(server, false);
    }

    @Override
    public String answer(byte[] argument) throws InterruptedException, TimeoutException {
        Listing listing = new Listing();
        server.inspect(new Walk(listing));
        return listing.line("").toString();
    }

    private final class Walk implements Inspection {
        private final Listing listing;
        private WatchListing watches;

        /** Under which the lines are that come. */
        private String heading;

        Walk(Listing listing) {
            this.listing = listing;
        }

        @Override
        public boolean step(Inspectable core) {
            if (watches == null) {
                watches = isByPath ? core.dataWatchesByPath() : core.dataWatchesByWatcher();
            }
            boolean isMore = watches.next(SLICE, (path, watcher) -> {
                String session = "0x" + Long.toHexString(core.sessionOf(watcher));
                show(isByPath ? path.toString() : session, isByPath ? session : path.toString());
            });
            return isMore && !listing.isCut();
        }

        private void show(String group, String member) {
            if (!group.equals(heading)) {
                heading = group;
                listing.line(group);
            }
            listing.line("\t" + member);
        }
    }
}
