package dev.paddock.server.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.zab.sim.Campaign;
import dev.paddock.zab.sim.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Seeds for every build. More of them: {@code -Dpaddock.seeds=100000}, or {@code server/simulate}. One of them:
 * {@code -Dpaddock.seed=17}.
 */
@Timeout(900)
class EnsembleSimulationTest {
    private static final long SEEDS = Long.getLong("paddock.seeds", 300);

    @Test
    void clientsOfAnEnsembleSeeOneHistoryWhateverGoesWrong() throws InterruptedException {
        Long seed = Long.getLong("paddock.seed");
        int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
        Doings doings = new Doings();
        Campaign campaign = new Campaign(
                EnsembleWorld.subject(doings), seed == null ? 1 : seed, seed == null ? SEEDS : 1, 1, threads, 600);

        Failure failure = campaign.run();

        System.out.println(doings + "" + campaign.seeds() + " seeds, " + campaign.steps() + " steps");
        assertThat(failure).isNull();
        if (seed == null) {
            assertThat(doings.missed()).isEmpty();
        }
    }
}
