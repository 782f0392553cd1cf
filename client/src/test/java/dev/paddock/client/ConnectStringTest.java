package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.client.ConnectString.Server;
import org.junit.jupiter.api.Test;

class ConnectStringTest {
    @Test
    void serversHavePortsAndThereIsOneChroot() {
        ConnectString parsed = ConnectString.parse("a:1, b ,[::1]:3,[fe80::2],c:/app/x");
        assertThat(parsed.servers())
                .containsExactly(
                        new Server("a", 1),
                        new Server("b", 2181),
                        new Server("::1", 3),
                        new Server("fe80::2", 2181),
                        new Server("c", 2181));
        assertThat(parsed.chroot().path()).isEqualTo("/app/x");
        assertThat(parsed.servers().get(2)).hasToString("[::1]:3");
    }

    @Test
    void aSlashIsNoChroot() {
        assertThat(ConnectString.parse("a/").chroot().path()).isEqualTo("/");
    }

    @Test
    void whatCannotBeReadIsRefusedWithTheReason() {
        assertThatThrownBy(() -> ConnectString.parse("")).hasMessageContaining("names no server");
        assertThatThrownBy(() -> ConnectString.parse("/app")).hasMessageContaining("names no server");
        assertThatThrownBy(() -> ConnectString.parse("a:x")).hasMessageContaining("is no number");
        assertThatThrownBy(() -> ConnectString.parse("a:70000")).hasMessageContaining("65535");
        assertThatThrownBy(() -> ConnectString.parse("::1")).hasMessageContaining("[::1]:2181");
        assertThatThrownBy(() -> ConnectString.parse("[::1:2181")).hasMessageContaining("[::1]:2181");
        assertThatThrownBy(() -> ConnectString.parse("a/app/")).hasMessageContaining("ends with /");
    }

    @Test
    void aChrootIsPutBeforePathsAndTakenFromThem() {
        Chroot chroot = ConnectString.parse("a/app").chroot();
        assertThat(chroot.toServer("/")).isEqualTo("/app");
        assertThat(chroot.toServer("/x")).isEqualTo("/app/x");
        assertThat(chroot.toServerSequential("/")).isEqualTo("/app/");
        assertThat(chroot.toServer("/zookeeper/config")).isEqualTo("/zookeeper/config");
        assertThat(chroot.toClient("/app")).isEqualTo("/");
        assertThat(chroot.toClient("/app/x")).isEqualTo("/x");
        assertThat(chroot.toClient("/apple")).as("not below").isEqualTo("/apple");
    }
}
