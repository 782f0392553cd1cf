package dev.paddock.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.server.ServerCnxn;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.StateOfServer;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * Serves nobody itself. Where a test starts its server, a Paddock starts, and ends with it. Of the server object in this JVM
 * nothing is used but what it was told.
 */
public final class PaddockFactory extends ServerCnxnFactory {

    private final CountDownLatch ended = new CountDownLatch(1);
    private InetSocketAddress address;
    private int perAddress;
    private int backlog;

    /** Null while there is none. */
    private PaddockProcess process;

    /** From now on, servers that start in this JVM are Paddock. */
    static void install() {
        System.setProperty(ZOOKEEPER_SERVER_CNXN_FACTORY, PaddockFactory.class.getName());
    }

    @Override
    public void configure(InetSocketAddress asked, int maxPerAddress, int backlog, boolean secure) throws IOException {
        this.secure = secure;
        this.perAddress = maxPerAddress;
        this.backlog = backlog;
        initMaxCnxns();
        InetAddress host =
                asked.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : asked.getAddress();
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(asked);
            address = new InetSocketAddress(host, probe.getLocalPort());
        }
    }

    @Override
    public synchronized void startup(ZooKeeperServer server, boolean startServer)
            throws IOException, InterruptedException {
        setZooKeeperServer(server);
        Path snapshots = server.getTxnLogFactory().getSnapDir().getParentFile().toPath();
        Path logs = server.getTxnLogFactory().getDataLogDir().getParentFile().toPath();
        process = PaddockProcess.start(
                address,
                Map.of(
                        "dataDir", snapshots.toString(),
                        "dataLogDir", logs.toString(),
                        "tickTime", String.valueOf(server.getTickTime()),
                        "minSessionTimeout", String.valueOf(server.getMinSessionTimeout()),
                        "maxSessionTimeout", String.valueOf(server.getMaxSessionTimeout()),
                        "maxClientCnxns", String.valueOf(perAddress),
                        "clientPortListenBacklog", String.valueOf(backlog)));
        StateOfServer.isRunning(server);
    }

    @Override
    public synchronized void shutdown() {
        if (process != null) {
            process.close();
            process = null;
            StateOfServer.isShutDown(zkServer);
        }
        ended.countDown();
    }

    @Override
    public void join() throws InterruptedException {
        ended.await();
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("a member of an ensemble");
    }

    @Override
    public void reconfigure(InetSocketAddress moved) {
        throw new UnsupportedOperationException("a port that moves");
    }

    @Override
    public int getLocalPort() {
        return address.getPort();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return address;
    }

    @Override
    public int getMaxClientCnxnsPerHost() {
        return perAddress;
    }

    @Override
    public void setMaxClientCnxnsPerHost(int max) {
        perAddress = max;
    }

    @Override
    public int getSocketListenBacklog() {
        return backlog;
    }

    // The connections of another process cannot be seen from here.

    @Override
    public Iterable<ServerCnxn> getConnections() {
        return List.of();
    }

    @Override
    public Iterable<Map<String, Object>> getAllConnectionInfo(boolean brief) {
        return List.of();
    }

    @Override
    public void closeAll(ServerCnxn.DisconnectReason reason) {}

    @Override
    public void resetAllConnectionStats() {}
}
