package dev.paddock.client.cli;

import dev.paddock.client.DeadlineExceededException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.PaddockClientBuilder;
import dev.paddock.client.SessionState;
import java.time.Duration;

/** The session that commands use. A command can end it, and begin another one elsewhere. */
final class Connection {
    /** As long as the answer to an attempt to connect may take; who wants to wait longer says so. */
    private static final int ATTEMPTS = 3;

    /** So that a script of a hundred lines does not wait a hundred times for a server that is not there. */
    private static final Duration SECOND_PATIENCE = Duration.ofSeconds(1);

    private final ClientSettings settings;
    private final Output output;
    private String servers;

    /** Null until there is one. */
    private PaddockClient client;

    private Events events;
    private boolean hasWaitedInVain;

    Connection(ClientSettings settings, Output output) {
        this.settings = settings;
        this.output = output;
        this.servers = settings.servers();
        this.events = new Events(output, 1, true);
    }

    /** In the background. */
    void open(String connectString) throws CommandFailed {
        int count = connectString.split("/", 2)[0].split(",").length;
        Events fresh = new Events(output, count, events.isPrinting());
        PaddockClientBuilder builder = settings.builder(connectString).sessionListener(fresh);
        close();
        servers = connectString;
        events = fresh;
        hasWaitedInVain = false;
        client = builder.connect();
    }

    void reopen() throws CommandFailed {
        open(servers);
    }

    /** The session, if it has not ended. */
    PaddockClient client() throws CommandFailed {
        if (!isOpen()) {
            throw new CommandFailed("Not connected");
        }
        return client;
    }

    Events events() {
        return events;
    }

    private boolean isOpen() {
        return client != null && !client.state().isFinal();
    }

    /**
     * Waits until a server serves the session, and this has been printed; for about as long as one attempt takes, and not at
     * all for servers that are not there.
     */
    boolean awaitServer() throws InterruptedException {
        if (hasWaitedInVain) {
            return awaitServer(SECOND_PATIENCE);
        }
        Duration patience = settings.timeout().dividedBy(ATTEMPTS);
        if (isOpen() && events.awaitFirst(patience) && events.isUnreachable()) {
            hasWaitedInVain = true;
            return false;
        }
        return awaitServer(patience);
    }

    boolean awaitServer(Duration patience) throws InterruptedException {
        boolean isServed = isOpen() && events.awaitFirst(patience) && isConnected(patience);
        hasWaitedInVain = !isServed;
        return isServed;
    }

    /** A session that has lost its server is given the time to find another one. */
    private boolean isConnected(Duration patience) throws InterruptedException {
        try {
            client.awaitConnected(patience);
            return true;
        } catch (DeadlineExceededException late) {
            return false;
        }
    }

    void close() {
        if (client != null) {
            client.close();
        }
    }

    /** At the end of the process, when the last line on the standard output has to be the result. */
    void end() {
        events.print(false);
        close();
    }

    /** What the prompt says. */
    @Override
    public String toString() {
        SessionState state = client == null ? SessionState.CLOSED : client.state();
        String word = switch (state) {
            case CONNECTING, SUSPENDED -> "CONNECTING";
            case CONNECTED -> "CONNECTED";
            case READ_ONLY -> "CONNECTEDREADONLY";
            case EXPIRED, CLOSED -> "CLOSED";
            case AUTH_FAILED -> "AUTH_FAILED";
        };
        return servers + "(" + word + ")";
    }
}
