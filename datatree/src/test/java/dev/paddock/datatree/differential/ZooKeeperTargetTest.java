package dev.paddock.datatree.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ZooKeeperTargetTest {
    @Test
    void aSessionAndItsEphemeralOutliveAKill() throws IOException {
        Settings settings = Settings.standard();
        try (ZooKeeperTarget server = ZooKeeperTarget.start(settings);
                Player player = new Player(server, settings)) {
            assertThat(player.play("create /e x flags=1")).containsExactly("ok Δz=1 /e");
            player.play("drop");
            server.restart();
            assertThat(player.play("connect session=c"))
                    .containsExactly("session c, timeout 600000, the same password");
            assertThat(player.play("getEphemerals /")).containsExactly("ok Δz=0 [/e]");
        }
    }
}
