package dev.paddock.server.admin;

import dev.paddock.datatree.State;
import dev.paddock.server.net.ConnectionReport;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code dump}: when sessions and connections end if nothing is heard of them, and which ephemerals go with which. */
final class Dump implements Word {
    private static final int SLICE = 500;

    private final LiveServer server;

    Dump(LiveServer server) {
        this.server = server;
    }

    @Override
    public String answer(byte[] argument) throws InterruptedException, TimeoutException {
        State state = server.view().state();
        Listing listing = new Listing().line("SessionTracker dump:");
        listSessions(state, listing);
        listing.line("ephemeral nodes dump:");
        listEphemerals(state, listing);
        listing.line("Connections dump:");
        listConnections(listing);
        return listing.toString();
    }

    private void listSessions(State state, Listing listing) throws InterruptedException, TimeoutException {
        List<Long> sessions = new ArrayList<>();
        state.forEachSession(session -> sessions.add(session.id()));
        long[] ends = ends(sessions);
        Buckets buckets = new Buckets();
        for (int i = 0; i < ends.length; i++) {
            buckets.add(ends[i], "0x" + Long.toHexString(sessions.get(i)));
        }
        buckets.list("Session Sets", listing);
    }

    private static void listEphemerals(State state, Listing listing) {
        int[] owners = {0};
        state.forEachSession(session -> owners[0] += session.ephemeralCount() > 0 ? 1 : 0);
        listing.line("Sessions with Ephemerals (" + owners[0] + "):");
        state.forEachSession(session -> {
            if (session.ephemeralCount() > 0 && !listing.isCut()) {
                listing.line(session + ":");
                session.forEachEphemeral(path -> listing.line("\t" + path));
            }
        });
    }

    /** A connection with a session ends with that; one without has only so much time to ask for one. */
    private void listConnections(Listing listing) throws InterruptedException, TimeoutException {
        List<ConnectionReport> connections = server.trafficWithConnections().connections();
        long[] ends = ends(connections.stream().map(ConnectionReport::sessionId).toList());
        long sessionless = server.config().connections().sessionless().toMillis();
        Buckets buckets = new Buckets();
        for (int i = 0; i < ends.length; i++) {
            ConnectionReport connection = connections.get(i);
            long end = connection.sessionId() == 0 ? connection.openedMillis() + sessionless : ends[i];
            buckets.add(
                    end, "ip: /" + connection.remote() + " sessionId: 0x" + Long.toHexString(connection.sessionId()));
        }
        buckets.list("Connections Sets", listing);
    }

    /** When these sessions end, in milliseconds since 1970; negative for those that are unknown, or ending already. */
    private long[] ends(List<Long> sessions) throws InterruptedException, TimeoutException {
        long[] ends = new long[sessions.size()];
        int[] done = {0};
        server.inspect(core -> {
            long now = System.currentTimeMillis();
            for (int left = SLICE; left > 0 && done[0] < ends.length; left--) {
                long millis = core.millisLeft(sessions.get(done[0]));
                ends[done[0]++] = millis < 0 ? -1 : now + millis;
            }
            return done[0] < ends.length;
        });
        return ends;
    }

    /** What ends, by the second in which it does. */
    private static final class Buckets {
        private final TreeMap<Long, List<String>> bySecond = new TreeMap<>();
        private int size;

        void add(long end, String what) {
            if (end >= 0) {
                long second = TimeUnit.MILLISECONDS.toSeconds(end);
                bySecond.computeIfAbsent(second, first -> new ArrayList<>()).add(what);
                size++;
            }
        }

        void list(String name, Listing listing) {
            listing.line(name + " (" + bySecond.size() + ")/(" + size + "):");
            bySecond.forEach((second, what) -> {
                Date end = new Date(TimeUnit.SECONDS.toMillis(second));
                listing.line(what.size() + " expire at " + end + ":");
                what.forEach(each -> listing.line("\t" + each));
            });
        }
    }
}
