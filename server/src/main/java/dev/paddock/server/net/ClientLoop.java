package dev.paddock.server.net;

import dev.paddock.server.core.Core;
import dev.paddock.server.core.LoopPort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the connections of one event loop share. Used on that loop only, but for what {@link LoopPort} says.
 *
 * <p>It keeps the credits: how many requests, and of how many bytes, may be on their way through the core. At the bound no
 * connection that has a request there may bring another one, and its socket is not read.
 */
abstract class ClientLoop extends LoopPort {
    private static final int LONGEST_ORDINARY_PATH = 1024;

    final Core core;
    final ClientServices services;

    /** A path is copied here to be looked up. */
    private byte[] scratch = new byte[LONGEST_ORDINARY_PATH];

    final RecentListings listings = new RecentListings();

    /** In no order; each knows its place. */
    private final List<ClientConnection> connections = new ArrayList<>();

    /** Of the connections, those that have no session yet; the longest wait first. */
    private final Set<ClientConnection> sessionless = new LinkedHashSet<>();

    /** Of the connections, those that have something to say and lack credit; the longest wait first. */
    private final Set<ClientConnection> waiting = new LinkedHashSet<>();

    private int outstanding;
    private long outstandingBytes;

    /** Going on now: connections that are not among the others yet. */
    int tlsHandshakes;

    final LoopCounters counters = new LoopCounters();

    ClientLoop(Core core, ClientServices services) {
        this.core = core;
        this.services = services;
    }

    /** Has something done on this loop, which is the way to look at what it owns. From any thread. */
    abstract void ask(Runnable question);

    byte[] scratch(int length) {
        if (scratch.length < length) {
            return new byte[length]; // Not kept: such paths are rare, and may be as long as a packet.
        }
        return scratch;
    }

    void opened(ClientConnection connection) {
        connection.index = connections.size();
        connections.add(connection);
        sessionless.add(connection);
    }

    void hasSession(ClientConnection connection) {
        sessionless.remove(connection);
    }

    void closed(ClientConnection connection) {
        ClientConnection last = connections.remove(connections.size() - 1);
        if (last != connection) {
            connections.set(connection.index, last);
            last.index = connection.index;
        }
        sessionless.remove(connection);
        waiting.remove(connection);
    }

    /** @param isListed whether each connection is told of, or how many there are */
    TrafficReport report(boolean isListed) {
        List<ConnectionReport> listed =
                isListed ? connections.stream().map(ClientConnection::report).toList() : List.of();
        return new TrafficReport(counters.traffic(), outstanding, connections.size(), tlsHandshakes, listed);
    }

    void resetCounters() {
        counters.reset();
    }

    void resetConnections() {
        connections.forEach(ClientConnection::resetCounters);
    }

    // Credits.

    boolean hasCredit() {
        return outstanding < services.limits().outstandingRequests()
                && outstandingBytes < services.limits().outstandingBytes();
    }

    void takeCredit(int bytes) {
        outstanding++;
        outstandingBytes += bytes;
    }

    void giveBack(int requests, long bytes) {
        outstanding -= requests;
        outstandingBytes -= bytes;
    }

    void awaitCredit(ClientConnection connection) {
        waiting.add(connection);
    }

    /** Lets those go on that waited, as far as there is credit again. */
    void resumeWaiting() {
        while (!waiting.isEmpty() && hasCredit()) {
            ClientConnection first = waiting.iterator().next();
            waiting.remove(first);
            first.resume();
        }
    }

    /** Closes connections that have said nothing for too long. To be called now and then. */
    void closeSilent() {
        long limit = TimeUnit.MILLISECONDS.toNanos(services.limits().sessionlessMillis());
        long now = services.clock().nanoTime();
        List<ClientConnection> silent = new ArrayList<>();
        for (ClientConnection connection : sessionless) {
            if (now - connection.openedNanos() < limit) {
                break;
            }
            silent.add(connection);
        }
        silent.forEach(ClientConnection::closeSilent);
    }
}
