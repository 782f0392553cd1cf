package dev.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void anAddressHasSoManyAndMoreAgainWhenOneIsClosed() {
        ConnectionCount count = new ConnectionCount(2, 0);
        Peer peer = count.open(HERE);
        assertThat(count.tooMany(count.open(HERE))).isNull();
        assertThat(count.tooMany(count.open(HERE))).contains("maxClientCnxns");
        count.close(peer);
        assertThat(count.tooMany(peer)).isNull();
    }

    @Test
    void allTogetherHaveSoMany() throws Exception {
        ConnectionCount count = new ConnectionCount(0, 1);
        count.open(HERE);
        assertThat(count.tooMany(count.open(InetAddress.getByName("127.0.0.2"))))
                .contains("maxCnxns");
    }

    @Test
    void connectionsOfAnAddressShareWhatIsKnownOfIt() {
        ConnectionCount count = new ConnectionCount(0, 0);
        assertThat(count.open(HERE)).isSameAs(count.open(HERE));
    }

    @Test
    void zeroIsNoBound() {
        ConnectionCount count = new ConnectionCount(0, 0);
        for (int i = 0; i < 1000; i++) {
            assertThat(count.tooMany(count.open(HERE))).isNull();
        }
    }
}
