package dev.paddock.server.net;

import static dev.paddock.server.net.SteppedClient.create;
import static dev.paddock.server.net.SteppedClient.get;
import static dev.paddock.server.net.SteppedClient.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyWatchersTest {
    private final SteppedServer server = new SteppedServer(2, SteppedServer.LIMITS);

    @Test
    void tenThousandWatchersOfAZnodeHearOfAChangeOnceEach() {
        SteppedClient writer = server.open(0);
        writer.ask(create("/a", ""));
        server.settle();
        List<SteppedClient> watchers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            SteppedClient watcher = server.open(i % 2);
            watcher.ask(get("/a", true));
            watchers.add(watcher);
        }
        server.settle();
        watchers.forEach(SteppedClient::receive);
        writer.ask(set("/a", "1"));
        writer.ask(set("/a", "2"));
        server.settle();
        for (SteppedClient watcher : watchers) {
            assertThat(watcher.receive().isEvent()).isTrue();
            assertThat(watcher.receive()).isNull();
        }
        assertThat(server.core.view().status().watches()).isZero();
    }
}
