package dev.paddock.server.admin;

import java.util.concurrent.TimeoutException;

/** {@code cons}: every connection, with its session. */
final class Connections implements Word {
    private final LiveServer server;

    Connections(LiveServer server) {
        this.server = server;
    }

    @Override
    public String answer(byte[] argument) throws InterruptedException, TimeoutException {
        Listing listing = new Listing();
        server.trafficWithConnections()
                .connections()
                .forEach(connection -> listing.line(ConnectionLine.full(connection)));
        return listing.line("").toString();
    }
}
