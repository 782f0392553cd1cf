package dev.paddock.client.cli;

import java.util.List;

/** What a command line has said, and how it has ended. */
record Run(String out, String err, int exitCode) {
    /** The lines of the standard output behind the banner and the connection event. */
    List<String> result() {
        int event = out.lastIndexOf("WatchedEvent state:SyncConnected type:None");
        return out.substring(event < 0 ? 0 : out.indexOf('\n', event) + 1)
                .lines()
                .filter(line -> !line.startsWith("Connecting to "))
                .toList();
    }
}
