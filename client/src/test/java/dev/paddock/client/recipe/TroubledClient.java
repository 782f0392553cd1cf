package dev.paddock.client.recipe;

import dev.paddock.client.PaddockClient;
import dev.paddock.client.PaddockClientBuilder;
import dev.paddock.client.SessionCredentials;
import dev.paddock.client.SessionExpiredException;
import dev.paddock.testing.TcpProxy;
import java.io.IOException;
import java.time.Duration;

/** A client behind a proxy, whose connection is cut and whose session is ended by others. */
final class TroubledClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String direct;
    private final TcpProxy proxy;

    private PaddockClient client;
    private SessionMark mark;

    /** Whether a session was ended by somebody: set before the server is asked to. */
    static final class SessionMark {
        private volatile boolean isEnded;

        boolean isEnded() {
            return isEnded;
        }
    }

    TroubledClient(int port) throws IOException, InterruptedException {
        direct = "127.0.0.1:" + port;
        proxy = new TcpProxy(port);
        reopen();
    }

    /** A client with a new session; the old one is closed. */
    synchronized PaddockClient reopen() throws InterruptedException {
        if (client != null) {
            client.close();
        }
        client = builder().connectString(proxy.connectString()).connect(PATIENCE);
        mark = new SessionMark();
        return client;
    }

    private static PaddockClientBuilder builder() {
        return PaddockClient.builder().sessionTimeout(PATIENCE);
    }

    synchronized PaddockClient client() {
        return client;
    }

    synchronized SessionMark session() {
        return mark;
    }

    void cut() throws IOException {
        proxy.cut();
    }

    /** Requests go on to be done, and nobody hears of it. */
    void loseAnswers() {
        proxy.loseAnswers();
    }

    /** After {@link #loseAnswers}: the connection goes, and the next one is as it should be. */
    void cutAndMend() throws IOException {
        proxy.cut();
        proxy.mend();
    }

    /** As if it had been silent for the whole session timeout, without the wait. */
    void expire() throws InterruptedException {
        SessionCredentials session;
        synchronized (this) {
            if (mark.isEnded() || client.state().isFinal()) {
                return;
            }
            mark.isEnded = true;
            session = client.session().orElseThrow();
        }
        try {
            builder().connectString(direct).session(session).connect(PATIENCE).close();
        } catch (SessionExpiredException ended) {
            return; // Its own client was faster.
        }
    }

    @Override
    public void close() throws IOException {
        client().close();
        proxy.close();
    }
}
