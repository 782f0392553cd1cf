package dev.paddock.client;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Id;
import dev.paddock.wire.Stat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A session with an ensemble of Paddock or ZooKeeper servers. Start here:
 *
 * <pre>{@code
 * try (PaddockClient client = PaddockClient.builder()
 *         .connectString("host1:2181,host2:2181/app")
 *         .sessionTimeout(Duration.ofSeconds(10))
 *         .connect(Duration.ofSeconds(5))) {
 *     client.create("/greeting", "hello".getBytes(UTF_8), CreateOptions.of(CreateMode.EPHEMERAL));
 * }
 * }</pre>
 *
 * <p>The operations here wait for their answer, at most as long as the request timeout, and can be interrupted, which
 * leaves open whether the request is executed. They fail with a {@link PaddockException}. The same operations without
 * waiting are those of {@link #async}. All may be called by any number of threads, and within callbacks too.
 *
 * <p>When the session has ended ({@link SessionState#isFinal}), so has the client: make another one.
 */
public final class PaddockClient implements AutoCloseable {
    private final SessionLoop session;
    private final Chroot chroot;
    private final Watcher defaultWatcher;
    private final AsyncClient async;

    /** Whose futures complete without the callback executor, so that waiting is possible within callbacks. */
    private final AsyncClient direct;

    /** @param defaultWatcher null if there is none */
    PaddockClient(SessionLoop session, Chroot chroot, Watcher defaultWatcher) {
        this.session = session;
        this.chroot = chroot;
        this.defaultWatcher = defaultWatcher;
        this.async = new AsyncClient(session, chroot, false);
        this.direct = new AsyncClient(session, chroot, true);
    }

    public static PaddockClientBuilder builder() {
        return new PaddockClientBuilder();
    }

    /** The operations without waiting. */
    public AsyncClient async() {
        return async;
    }

    /** A lasting znode that is open to everyone. */
    public Created create(String path, byte[] data) throws InterruptedException {
        return Sync.await(direct.create(path, data));
    }

    public Created create(String path, byte[] data, CreateOptions options) throws InterruptedException {
        return Sync.await(direct.create(path, data, options));
    }

    /** Whatever its version. */
    public void delete(String path) throws InterruptedException {
        Sync.await(direct.delete(path));
    }

    public void delete(String path, int version) throws InterruptedException {
        Sync.await(direct.delete(path, version));
    }

    /** Empty if there is no such znode. */
    public Optional<Stat> exists(String path) throws InterruptedException {
        return Sync.await(direct.exists(path));
    }

    /** The watcher hears of the next creation, deletion or change of data, also if the znode is not there yet. */
    public Optional<Stat> exists(String path, Watcher watcher) throws InterruptedException {
        return Sync.await(direct.exists(path, watcher));
    }

    public NodeData getData(String path) throws InterruptedException {
        return Sync.await(direct.getData(path));
    }

    /** The watcher hears of the next change or deletion. It is set only if the znode is there. */
    public NodeData getData(String path, Watcher watcher) throws InterruptedException {
        return Sync.await(direct.getData(path, watcher));
    }

    /** Whatever its version. */
    public Stat setData(String path, byte[] data) throws InterruptedException {
        return Sync.await(direct.setData(path, data));
    }

    public Stat setData(String path, byte[] data, int version) throws InterruptedException {
        return Sync.await(direct.setData(path, data, version));
    }

    public NodeAcl getAcl(String path) throws InterruptedException {
        return Sync.await(direct.getAcl(path));
    }

    /** Whatever the version of its ACL. */
    public Stat setAcl(String path, List<Acl> acl) throws InterruptedException {
        return Sync.await(direct.setAcl(path, acl));
    }

    /** @param version of the ACL, not of the data: {@code aversion} of the stat */
    public Stat setAcl(String path, List<Acl> acl, int version) throws InterruptedException {
        return Sync.await(direct.setAcl(path, acl, version));
    }

    public Children getChildren(String path) throws InterruptedException {
        return Sync.await(direct.getChildren(path));
    }

    /** The watcher hears when the next child comes or goes, or the znode itself goes. */
    public Children getChildren(String path, Watcher watcher) throws InterruptedException {
        return Sync.await(direct.getChildren(path, watcher));
    }

    /** How many znodes are below this one, at any depth. */
    public int getAllChildrenNumber(String path) throws InterruptedException {
        return Sync.await(direct.getAllChildrenNumber(path));
    }

    /** All ephemerals of this session. */
    public List<String> getEphemerals() throws InterruptedException {
        return Sync.await(direct.getEphemerals());
    }

    /** Those ephemerals of this session whose paths begin with this text. */
    public List<String> getEphemerals(String prefix) throws InterruptedException {
        return Sync.await(direct.getEphemerals(prefix));
    }

    /** When it is done, this client's reads see all that was written anywhere before it was asked. */
    public void sync(String path) throws InterruptedException {
        Sync.await(direct.sync(path));
    }

    /** Who the server takes this client for. */
    public List<Id> whoAmI() throws InterruptedException {
        return Sync.await(direct.whoAmI());
    }

    /** Proves another identity, now and at every new connection; refused, it ends in {@link SessionState#AUTH_FAILED}. */
    public void addAuth(String scheme, byte[] credentials) throws InterruptedException {
        Sync.await(direct.addAuth(scheme, credentials));
    }

    /** The configuration of the ensemble, whatever the chroot. */
    public NodeData getConfig() throws InterruptedException {
        return Sync.await(direct.getConfig());
    }

    public NodeData getConfig(Watcher watcher) throws InterruptedException {
        return Sync.await(direct.getConfig(watcher));
    }

    /** Gives the new configuration. */
    public NodeData reconfig(Reconfiguration change) throws InterruptedException {
        return Sync.await(direct.reconfig(change));
    }

    /** A watch that stays until its handle is closed. */
    public WatchHandle watch(String path, WatchMode mode, Watcher watcher) throws InterruptedException {
        return Sync.await(direct.watch(path, mode, watcher));
    }

    /** Removes a watcher from one-time watches of a path, of kind {@code DATA} or {@code CHILDREN}. */
    public void removeWatches(String path, WatchKind kind, Watcher watcher) throws InterruptedException {
        Sync.await(direct.removeWatches(path, kind, watcher));
    }

    /** Removes all watches of a path and this kind, whoever has set them here. */
    public void removeAllWatches(String path, WatchKind kind) throws InterruptedException {
        Sync.await(direct.removeAllWatches(path, kind));
    }

    /** Several changes of which all are done at once, or none. */
    public Transaction transaction() {
        return new Transaction(async, direct);
    }

    /** Several reads of the same moment. */
    public Reads reads() {
        return new Reads(async, direct);
    }

    public SessionState state() {
        return session.status().state();
    }

    /** What it takes to go on with this session elsewhere; empty until there is one. */
    public Optional<SessionCredentials> session() {
        return session.status().credentials();
    }

    /** The session timeout, as asked for until a server has decided. */
    public Duration sessionTimeout() {
        return session.status().timeout();
    }

    /** The highest zxid that this client has seen, -1 if none. */
    public long lastZxid() {
        return session.lastZxid();
    }

    /** The part of the tree that is all of it for this client; {@code /} if it is the whole tree. */
    public String chroot() {
        return chroot.path();
    }

    /**
     * The watcher that the client was built with.
     *
     * @throws IllegalStateException if there is none
     */
    public Watcher defaultWatcher() {
        if (defaultWatcher == null) {
            throw new IllegalStateException("the client was built without a default watcher");
        }
        return defaultWatcher;
    }

    /** It hears of changes from now on, on the callback executor. Look at {@link #state} after this, not before. */
    public void addSessionListener(SessionListener listener) {
        session.addListener(listener);
    }

    public void removeSessionListener(SessionListener listener) {
        session.removeListener(listener);
    }

    /**
     * Waits until a server serves this session, {@link SessionState#READ_ONLY} included.
     *
     * @throws DeadlineExceededException if none does in time
     * @throws SessionExpiredException or another of what ends a session, if it has ended
     */
    public void awaitConnected(Duration timeout) throws InterruptedException {
        session.awaitConnected(timeout);
    }

    /**
     * Ends the session: the server removes its ephemerals at once. Requests that are not answered fail. It waits for the
     * server for a few seconds at most; if that cannot be reached, the session ends there with its timeout. Within a callback
     * it does not wait for that callback.
     */
    @Override
    public void close() {
        session.close();
    }
}
