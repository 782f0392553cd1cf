package dev.paddock.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Servers, and the part of the tree that is looked at: {@code host[:port],host[:port]/chroot}. IPv6 addresses stand in
 * brackets.
 */
record ConnectString(List<Server> servers, Chroot chroot) {
    private static final int DEFAULT_PORT = 2181;

    /** A server as it is configured: its name is looked up at each attempt. */
    record Server(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    static ConnectString parse(String text) {
        int slash = text.indexOf('/');
        String chroot = slash < 0 ? "/" : text.substring(slash);
        String servers = slash < 0 ? text : text.substring(0, slash);
        List<Server> parsed = new ArrayList<>();
        for (String server : servers.split(",")) {
            if (!server.isBlank()) {
                parsed.add(parseServer(server.trim()));
            }
        }
        if (parsed.isEmpty()) {
            throw new IllegalArgumentException("the connect string '" + text + "' names no server; write host:port");
        }
        return new ConnectString(List.copyOf(parsed), new Chroot(chroot));
    }

    private static Server parseServer(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || end + 1 < text.length() && text.charAt(end + 1) != ':') {
                throw new IllegalArgumentException("the server '" + text + "' is no address; write [::1]:2181");
            }
            return new Server(text.substring(1, end), port(text, text.substring(end + 1)));
        }
        int colon = text.lastIndexOf(':');
        if (colon != text.indexOf(':')) {
            throw new IllegalArgumentException("the server '" + text + "' has two colons; write IPv6 as [::1]:2181");
        }
        return colon < 0
                ? new Server(text, DEFAULT_PORT)
                : new Server(text.substring(0, colon), port(text, text.substring(colon)));
    }

    /** @param text empty, or a colon and maybe a number */
    private static int port(String server, String text) {
        if (text.length() <= 1) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(text.substring(1));
            if (port > 0 && port <= 0xFFFF) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("the port of the server '" + server + "' is no number", noNumber);
        }
        throw new IllegalArgumentException("the port of the server '" + server + "' is not between 1 and 65535");
    }
}
