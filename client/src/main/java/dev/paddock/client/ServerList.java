package dev.paddock.client;

import dev.paddock.client.ConnectString.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which server to try next, and how long to wait before. All are tried in random order before any is tried again; from the
 * second round on there is a pause before each attempt, which grows, and is random so that clients which have lost the same
 * server do not come back all at once.
 */
final class ServerList {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final List<Server> servers;
    private final Random random;
    private int next;
    private int round;

    ServerList(List<Server> servers, Random random) {
        this.servers = new ArrayList<>(servers);
        this.random = random;
        Collections.shuffle(this.servers, random);
    }

    Server next() {
        if (next == servers.size()) {
            Collections.shuffle(servers, random);
            next = 0;
            round++;
        }
        return servers.get(next++);
    }

    /** Before the attempt at what {@link #next} has given. */
    long pauseMillis() {
        if (round == 0) {
            return 0;
        }
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(round, 10));
        return longest / 2 + random.nextInt((int) (longest / 2));
    }

    /** A session is attached to the current one: should it be lost, that one is tried last, and the others at once. */
    void attached() {
        Server current = servers.remove(next - 1);
        Collections.shuffle(servers, random);
        servers.add(current);
        next = 0;
    }

    /** @param soon after it was attached, which is how it goes on for ever when something is wrong: then with a pause */
    void lost(boolean soon) {
        round = soon ? round + 1 : 0;
    }

    /** This one is tried next, since it is known to serve. */
    void prefer(Server server) {
        if (servers.remove(server)) {
            servers.add(0, server);
            next = 0;
            round = 0;
        }
    }
}
