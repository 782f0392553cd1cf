package dev.paddock.client;

import dev.paddock.wire.proto.AuthRequest;
import io.netty.channel.IoEventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Gathers what a client needs; only {@link #connectString} has to be given. */
public final class PaddockClientBuilder {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** What both servers have for {@code jute.maxbuffer}. */
    private static final int DEFAULT_MAX_BYTES = 0xFFFFF;

    private static final int DEFAULT_MAX_IN_FLIGHT = 10_000;

    private ConnectString servers;
    private Duration sessionTimeout = DEFAULT_TIMEOUT;
    private Duration connectTimeout;
    private Duration requestTimeout = DEFAULT_TIMEOUT;
    private final List<AuthRequest> credentials = new ArrayList<>();
    private Watcher defaultWatcher;
    private final List<SessionListener> listeners = new ArrayList<>();
    private boolean readOnlyAllowed;
    private TlsSettings tls;
    private SessionCredentials session;
    private IoEventLoopGroup eventLoops;
    private Executor callbackExecutor;
    private boolean retryIdempotent;
    private int maxInFlight = DEFAULT_MAX_IN_FLIGHT;
    private int maxResponseBytes = DEFAULT_MAX_BYTES;

    PaddockClientBuilder() {}

    /**
     * Servers and chroot: {@code host1:2181,host2:2181/app}. Servers are tried in random order, and their names are looked up
     * anew each time.
     */
    public PaddockClientBuilder connectString(String text) {
        servers = ConnectString.parse(text);
        return this;
    }

    /** How long a session outlives its last sign of life; servers have bounds for it. 30 s if not given. */
    public PaddockClientBuilder sessionTimeout(Duration timeout) {
        sessionTimeout = positive("sessionTimeout", timeout);
        return this;
    }

    /** For one attempt at one server, the handshake included; a third of the session timeout if not given. */
    public PaddockClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = positive("connectTimeout", timeout);
        return this;
    }

    /** For each request, from when it is made, whether anybody waits for it or not. 30 s if not given. */
    public PaddockClientBuilder requestTimeout(Duration timeout) {
        requestTimeout = positive("requestTimeout", timeout);
        return this;
    }

    /** An identity that is proven at every connection. There may be several. */
    public PaddockClientBuilder auth(String scheme, byte[] secret) {
        credentials.add(new AuthRequest(0, scheme, AsyncClient.bytes(secret)));
        return this;
    }

    /** A watcher to have at hand: {@link PaddockClient#defaultWatcher}. */
    public PaddockClientBuilder defaultWatcher(Watcher watcher) {
        defaultWatcher = watcher;
        return this;
    }

    /** Hears how the session fares from the beginning. There may be several. */
    public PaddockClientBuilder sessionListener(SessionListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Whether a server that is cut off from its ensemble will do, for reads, until another one is found. */
    public PaddockClientBuilder readOnlyAllowed(boolean allowed) {
        readOnlyAllowed = allowed;
        return this;
    }

    public PaddockClientBuilder tls(TlsSettings settings) {
        tls = settings;
        return this;
    }

    /** Goes on with a session that another client has left without closing it. */
    public PaddockClientBuilder session(SessionCredentials credentials) {
        session = credentials;
        return this;
    }

    /** Event loops to share with other clients, or with anything else. Whoever made them ends them. */
    public PaddockClientBuilder eventLoops(IoEventLoopGroup group) {
        eventLoops = group;
        return this;
    }

    /**
     * Where callbacks run, one at a time for each client whatever the executor. A thread of the client's own if not given.
     * If the executor refuses, the session's callbacks run where they arise, and the log says so.
     */
    public PaddockClientBuilder callbackExecutor(Executor executor) {
        callbackExecutor = executor;
        return this;
    }

    /**
     * Whether requests that can be done twice (reads, sync, setting a watch) are sent again when the connection was lost
     * before their answer, instead of failing. Their futures then complete behind those of requests made later.
     */
    public PaddockClientBuilder retryIdempotent(boolean retry) {
        retryIdempotent = retry;
        return this;
    }

    /**
     * How many requests may be on their way at a time, including those whose callbacks wait for their turn. 10,000 if not
     * given. A request above it is not sent and fails at once, with {@link TooManyRequestsException}.
     */
    public PaddockClientBuilder maxInFlight(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("maxInFlight is " + requests + "; at least 1 is needed");
        }
        maxInFlight = requests;
        return this;
    }

    /** A longer answer closes the connection: {@code jute.maxbuffer} of other clients. 1,048,575 if not given. */
    public PaddockClientBuilder maxResponseBytes(int bytes) {
        if (bytes < 1024) {
            throw new IllegalArgumentException("maxResponseBytes is " + bytes + "; at least 1024 is needed");
        }
        maxResponseBytes = bytes;
        return this;
    }

    private static Duration positive(String name, Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " is " + timeout + "; it takes 1 ms to 24 days");
        }
        return timeout;
    }

    /** A client that connects in the background. */
    public PaddockClient connect() {
        if (servers == null) {
            throw new IllegalStateException("a client needs a connectString");
        }
        ClientConfig config = new ClientConfig(
                servers,
                sessionTimeout,
                connectTimeout == null ? sessionTimeout.dividedBy(3).plusMillis(1) : connectTimeout,
                requestTimeout,
                List.copyOf(credentials),
                session,
                tls,
                readOnlyAllowed,
                retryIdempotent,
                maxInFlight,
                maxResponseBytes);
        SessionLoop loop = SessionLoop.start(config, listeners, eventLoops, callbackExecutor);
        return new PaddockClient(loop, servers.chroot(), defaultWatcher);
    }

    /**
     * A client that is connected.
     *
     * @throws DeadlineExceededException if no server takes it in time
     */
    public PaddockClient connect(Duration timeout) throws InterruptedException {
        PaddockClient client = connect();
        try {
            client.awaitConnected(timeout);
            return client;
        } catch (InterruptedException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }
}
