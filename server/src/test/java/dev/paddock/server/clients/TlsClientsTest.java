package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.server.RunningServer;
import dev.paddock.testing.Certificates;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The published client over TLS, and who it is by its certificate. */
@Timeout(120)
class TlsClientsTest {
    private static final String ALICE = "CN=alice,OU=team x,O=Acme";

    @TempDir
    private static Path stores;

    private static Path serverKeys;
    private static Path aliceKeys;
    private static Path rootKeys;
    private static Path trustedByServer;
    private static Path trustedByClients;

    @TempDir
    private Path directory;

    private RunningServer server;
    private final Sessions sessions = new Sessions();

    @BeforeAll
    static void makeCertificates() throws Exception {
        Certificates certificates = new Certificates(stores);
        serverKeys = certificates.keyStore("server.p12", "CN=localhost", "dns:localhost", "ip:127.0.0.1");
        aliceKeys = certificates.keyStore("alice.p12", ALICE);
        rootKeys = certificates.keyStore("root.p12", "CN=root");
        trustedByServer = certificates.trustStore("trusted-by-server.p12", aliceKeys, rootKeys);
        trustedByClients = certificates.trustStore("trusted-by-clients.p12", serverKeys);
    }

    @BeforeEach
    void start() throws Exception {
        Map<String, String> settings = Certificates.settings(0, serverKeys, trustedByServer);
        settings.put("serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory");
        settings.put("X509AuthenticationProvider.superUser", "CN=root");
        settings.put("ssl.clientAuth", "want");
        server = new RunningServer(directory, settings);
    }

    @AfterEach
    void stop() {
        sessions.close();
        server.close();
    }

    private String plain() {
        return "127.0.0.1:" + server.port();
    }

    /** @param keys null for a client without a certificate */
    private ZooKeeper connect(Path keys) throws Exception {
        ZKClientConfig config = new ZKClientConfig();
        config.setProperty("zookeeper.client.secure", "true");
        config.setProperty("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
        config.setProperty("zookeeper.ssl.trustStore.location", trustedByClients.toString());
        config.setProperty("zookeeper.ssl.trustStore.password", Certificates.PASSWORD);
        if (keys != null) {
            config.setProperty("zookeeper.ssl.keyStore.location", keys.toString());
            config.setProperty("zookeeper.ssl.keyStore.password", Certificates.PASSWORD);
        }
        return sessions.open("127.0.0.1:" + server.securePort(), config);
    }

    /** The client asks the list whether null is in it, which not every list suffers. */
    private static List<ACL> only(int permissions, String scheme, String id) {
        return Collections.singletonList(new ACL(permissions, new Id(scheme, id)));
    }

    @Test
    void aClientIsTheSubjectOfItsCertificate() throws Exception {
        assertThat(connect(aliceKeys).whoAmI())
                .contains(new ClientInfo("x509", ALICE), new ClientInfo("ip", "127.0.0.1"));
        assertThat(connect(null).whoAmI()).containsExactly(new ClientInfo("ip", "127.0.0.1"));
    }

    @Test
    void whatBelongsToACertificateIsClosedToOthers() throws Exception {
        ZooKeeper alice = connect(aliceKeys);
        alice.create("/hers", new byte[1], ZooDefs.Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);

        assertThat(alice.getACL("/hers", null)).containsExactly(new ACL(ZooDefs.Perms.ALL, new Id("x509", ALICE)));
        assertThat(alice.getData("/hers", false, null)).hasSize(1);
        for (ZooKeeper other : List.of(connect(null), sessions.open(plain()))) {
            assertThatThrownBy(() -> other.getData("/hers", false, null))
                    .isInstanceOf(KeeperException.NoAuthException.class);
        }
    }

    @Test
    void anotherClientMayNameACertificateInAnAcl() throws Exception {
        ZooKeeper giver = sessions.open(plain());
        giver.create("/for-her", null, only(ZooDefs.Perms.READ, "x509", ALICE), CreateMode.PERSISTENT);

        assertThat(connect(aliceKeys).getData("/for-her", false, null)).isNull();
        assertThatThrownBy(() -> giver.getData("/for-her", false, null))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }

    @Test
    void theSuperUserOfCertificatesPassesEveryAcl() throws Exception {
        sessions.open(plain())
                .create(
                        "/closed",
                        new byte[2],
                        only(ZooDefs.Perms.ALL, "digest", "nobody:hash"),
                        CreateMode.PERSISTENT);

        assertThat(connect(rootKeys).getData("/closed", false, null)).hasSize(2);
        ZooKeeper alice = connect(aliceKeys);
        assertThatThrownBy(() -> alice.getData("/closed", false, null))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }

    @Test
    void aSessionGoesOnOverTheOtherPortWithoutTheCertificate() throws Exception {
        ZooKeeper alice = connect(aliceKeys);
        alice.create("/hers", null, ZooDefs.Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
        Events events = new Events();
        ZooKeeper successor = sessions.takeOver(alice.getSessionId(), alice.getSessionPasswd(), plain(), events);
        events.await(KeeperState.SyncConnected);

        assertThat(successor.getSessionId()).isEqualTo(alice.getSessionId());
        assertThatThrownBy(() -> successor.getData("/hers", false, null))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }

    @Test
    void requestsAndRepliesOfAnySizePass() throws Exception {
        ZooKeeper client = connect(null);
        for (int size : new int[] {0, 1, 16_383, 16_384, 65_536, 1_000_000}) {
            byte[] data = new byte[size];
            for (int i = 0; i < size; i++) {
                data[i] = (byte) (i * 31);
            }
            client.create("/size" + size, data, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            assertThat(client.getData("/size" + size, false, null)).isEqualTo(data);
        }
    }
}
