package dev.paddock.server.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.zab.sim.Campaign;
import dev.paddock.zab.sim.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seeds for every build, see {@link Campaign#ofBuild}. The command line for them is {@code server/simulate}. */
@Timeout(900)
class EnsembleSimulationTest {
    private static final long SEEDS = 300;

    @Test
    void clientsOfAnEnsembleSeeOneHistoryWhateverGoesWrong() throws InterruptedException {
        Doings doings = new Doings();
        Campaign campaign = Campaign.ofBuild(EnsembleWorld.subject(doings), SEEDS);

        Failure failure = campaign.run();

        System.out.println(doings + "" + campaign);
        assertThat(failure).isNull();
        if (campaign.isOfMany()) {
            assertThat(doings.missed()).isEmpty();
        }
    }
}
