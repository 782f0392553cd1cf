package dev.paddock.server;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.server.admin.FourLetterCommands;
import dev.paddock.server.config.ClientPort;
import dev.paddock.server.config.ConnectionThrottle;
import dev.paddock.server.config.RequestLimits;
import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.core.AgreementFactory;
import dev.paddock.server.core.Clock;
import dev.paddock.server.core.Core;
import dev.paddock.server.core.CoreSettings;
import dev.paddock.server.core.Input;
import dev.paddock.server.net.ClientLimits;
import dev.paddock.server.net.ClientListener;
import dev.paddock.server.net.ClientServices;
import dev.paddock.server.net.ConnectionCount;
import dev.paddock.server.net.SessionThrottle;
import dev.paddock.server.net.TlsPort;
import dev.paddock.server.tls.ServerTls;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server, put together: the database, the core, the event loops. There may be several in a process.
 *
 * <pre>
 * event loops ──requests──▶ core ──transactions──▶ log thread
 *      ▲                     │ ▲                       │
 *      └── outboxes, view ───┘ └───── durable up to ───┘
 * </pre>
 */
public final class Server implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** The top byte of session ids where there is no {@code myid}. */
    private static final int STANDALONE_ID = 1;

    /** So often within a tick the core is told the time. */
    private static final int PER_TICK = 4;

    private static final int MOST_SET_WATCHES_FRAMES = 16;
    private static final long MOST_OUTSTANDING_BYTES = 64 << 20;
    private static final int LONGEST_STOP_SECONDS = 10;

    /** A renewed certificate counts after that time. */
    private static final int RELOAD_SECONDS = 2;

    private final ServerConfig config;
    private final CoreRunner runner;
    private final Database database;
    private final Core core;
    private final ClientListener listener;
    private final FourLetterCommands words;
    private final Housekeeping housekeeping;
    private final int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** Null if no port speaks it. */
    private final ServerTls tls;

    private final List<InetSocketAddress> addresses = new ArrayList<>();

    private boolean isClosed;

    /**
     * Starts a server. When this returns, clients are served.
     *
     * @param fatal is told when it cannot go on, by any thread
     * @throws IOException if it cannot start; the message says why, and what to do
     */
    public static Server start(ServerConfig config, FatalHandler fatal) throws IOException {
        return start(config, fatal, new CoreThread(fatal));
    }

    static Server start(ServerConfig config, FatalHandler fatal, CoreRunner runner) throws IOException {
        Server server = new Server(config, fatal, runner);
        try {
            server.listen();
            return server;
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private Server(ServerConfig config, FatalHandler fatal, CoreRunner runner) throws IOException {
        this.config = config;
        this.runner = runner;
        ClientListener.prepare();
        tls = config.clientPorts().stream().anyMatch(ClientPort::secure) ? new ServerTls(config.tls()) : null;
        Hashing hashing = Hashing.seeded(new SecureRandom());
        AuthProviders providers = config.access()
                .authProviders(
                        Optional.ofNullable(tls).map(ServerTls::trust),
                        (provider, fault) -> LOG.error(
                                "The authentication provider {} failed; its answer is taken as no",
                                provider.getClass().getName(),
                                fault));
        AclRules acls = config.access().aclRules(providers);
        Operations operations = new Operations(acls, config.access().rules(config.requests()));
        database = new Database(config, new RealDisk(), hashing, upTo -> tell(new Input.Durable(upTo)), fatal);
        int tickMillis = (int) config.sessions().tick().toMillis();
        core = new Core(
                database.state(),
                hashing,
                operations,
                acls,
                AgreementFactory.alone(database.state(), database, tickMillis, Clock.SYSTEM),
                new CoreSettings(
                        STANDALONE_ID,
                        tickMillis,
                        config.requests().throttledOpWait().toMillis()),
                Clock.SYSTEM,
                database::agreed,
                runner::signal);
        words = new FourLetterCommands(config, core, database);
        listener = new ClientListener(
                threads,
                core,
                new ClientServices(
                        operations,
                        acls,
                        providers,
                        config.access().required(),
                        limits(config, threads),
                        throttle(config.connections().throttle()),
                        words,
                        new RejectionLog(Clock.SYSTEM)),
                new ConnectionCount(
                        config.connections().perAddress(), config.connections().total()),
                config.connections().tcpKeepAlive());
        housekeeping = new Housekeeping(config, core, database);
    }

    private static ClientLimits limits(ServerConfig config, int loops) {
        RequestLimits requests = config.requests();
        int outstanding = requests.throttleMaxRequests() > 0
                ? Math.min(requests.throttleMaxRequests(), requests.globalOutstanding())
                : requests.globalOutstanding();
        return new ClientLimits(
                requests.maxFrameBytes(),
                (int) Math.min(Integer.MAX_VALUE, (long) requests.maxFrameBytes() * MOST_SET_WATCHES_FRAMES),
                (int) config.sessions().minTimeout().toMillis(),
                (int) config.sessions().maxTimeout().toMillis(),
                Math.max(1, outstanding / loops),
                MOST_OUTSTANDING_BYTES,
                (int) config.connections().sessionless().toMillis());
    }

    private static SessionThrottle throttle(ConnectionThrottle config) {
        return new SessionThrottle(
                new SessionThrottle.Settings(
                        config.tokens(),
                        config.fillTime().toMillis(),
                        config.fillCount(),
                        config.freezeTime().toMillis(),
                        config.dropIncrease(),
                        config.dropDecrease(),
                        config.decreaseRatio(),
                        config.weighted() ? config.globalSessionWeight() : 1,
                        config.weighted() ? config.renewSessionWeight() : 1),
                Clock.SYSTEM,
                new SecureRandom());
    }

    /** The log's thread may have something to say as soon as it runs, which is later than the core is there. */
    private void tell(Input input) {
        core.tell(input);
    }

    private void listen() throws IOException {
        words.serve(listener);
        database.start();
        runner.start(core);
        long tickMillis = config.sessions().tick().toMillis();
        listener.every(Math.max(1, tickMillis / PER_TICK), () -> core.tell(new Input.Tick()));
        housekeeping.start();
        LOG.info("Clients are served by {}", listener.transport());
        for (ClientPort port : config.clientPorts()) {
            if (port.secure()) {
                LOG.info("binding to port {} for TLS", port.address());
                addresses.add(listener.listenSecurely(port.address(), port.backlog(), tlsPort()));
            } else {
                LOG.info("binding to port {}", port.address());
                addresses.add(listener.listen(port.address(), port.backlog()));
            }
        }
    }

    private TlsPort tlsPort() {
        housekeeping.repeat(tls::reloadIfChanged, RELOAD_SECONDS);
        int handshakes = config.tls().mostHandshakes();
        return new TlsPort(
                tls::newEngine,
                config.tls().authProvider(),
                threads,
                handshakes == 0 ? 0 : Math.max(1, handshakes / threads));
    }

    /** Where clients are listened to. */
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** Stops in order: nobody new comes in, all that was accepted is on disk, then connections end. */
    @Override
    public void close() {
        close(LONGEST_STOP_SECONDS);
    }

    /** Stops after a failure: what is on its way will never be done, so nobody waits for it. */
    void closeAtOnce() {
        close(0);
    }

    private synchronized void close(int longestSeconds) {
        if (isClosed) {
            return;
        }
        isClosed = true;
        housekeeping.close();
        listener.closePorts();
        words.close();
        CountDownLatch done = new CountDownLatch(1);
        core.tell(new Input.Stop(done::countDown));
        try {
            if (!done.await(longestSeconds, TimeUnit.SECONDS)) {
                LOG.warn("Not everything that clients have asked for was done within {} s", longestSeconds);
            }
            // The core goes first: it would have something to tell to event loops that are no more.
            runner.end();
            listener.close();
            database.close(longestSeconds > 0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
