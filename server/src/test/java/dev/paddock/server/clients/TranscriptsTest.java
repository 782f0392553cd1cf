package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.Program;
import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The same random program of several clients on a published server and on Paddock: each client has to hear the same, in the
 * same order.
 *
 * <p>{@code -Dtranscripts.seed=7 -Dtranscripts.requests=1000000} chooses another program, or a longer one.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class TranscriptsTest {
    private static final long SEED = Long.getLong("transcripts.seed", 395);
    private static final int REQUESTS = Integer.getInteger("transcripts.requests", 12_000);

    private interface Performance {
        List<List<String>> on(ServerProcess server) throws Exception;
    }

    @Test
    void clientsThatTakeTurnsHearTheSame() {
        compare(server -> new Turns(server, SEED).perform(REQUESTS));
    }

    @Test
    void clientsAtTheSameTimeHearTheSameOfTheirOwn() {
        compare(server -> new Crowd(server, SEED).perform(REQUESTS));
    }

    private static void compare(Performance performance) {
        CompletableFuture<List<List<String>>> expected = perform(RealZooKeeper.PROGRAM, performance);
        List<List<String>> actual = perform(Servers.PADDOCK, performance).join();
        for (int client = 0; client < expected.join().size(); client++) {
            assertThat(actual.get(client))
                    .as("what client %d hears, with seed %d", client, SEED)
                    .containsExactlyElementsOf(expected.join().get(client));
        }
        assertThat(actual).hasSameSizeAs(expected.join());
    }

    private static CompletableFuture<List<List<String>>> perform(Program program, Performance performance) {
        CompletableFuture<List<List<String>>> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (ServerProcess server = Servers.start(program, 3_600_000)) {
                        result.complete(perform(server, performance));
                    } catch (Exception | Error failure) {
                        result.completeExceptionally(failure);
                    }
                },
                program.name());
        thread.start();
        return result;
    }

    private static List<List<String>> perform(ServerProcess server, Performance performance) {
        try {
            return performance.on(server);
        } catch (Exception | Error failure) {
            throw new AssertionError("with seed " + SEED + "; the server's log:\n" + server.log(), failure);
        }
    }
}
