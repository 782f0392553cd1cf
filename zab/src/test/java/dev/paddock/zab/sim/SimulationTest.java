package dev.paddock.zab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seeds for every build, see {@link Campaign#ofBuild}. The command line for them is {@code zab/simulate}. */
@Timeout(900)
class SimulationTest {
    private static final long SEEDS = 2_000;

    @Test
    void everythingHoldsAndEveryWayIsTakenInTheSeedsOfTheBuild() throws InterruptedException {
        Campaign campaign = Campaign.ofBuild(Subject.PEERS, SEEDS);

        Failure failure = campaign.run();

        System.out.println(campaign.coverage() + "" + campaign);
        assertThat(failure).isNull();
        if (campaign.isOfMany()) {
            List<Coverage.Way> missed = Arrays.stream(Coverage.Way.values())
                    .filter(way -> campaign.coverage().count(way) == 0)
                    .toList();
            assertThat(missed).isEmpty();
        }
    }

    @Test
    void theSameSeedIsTheSameLifeToTheLastStep() {
        for (long seed : new long[] {1, 7, 23}) {
            assertThat(journalOf(seed)).isEqualTo(journalOf(seed)).isNotEmpty();
        }
    }

    private static String journalOf(long seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Journal journal = new Journal(new PrintStream(bytes, false, StandardCharsets.UTF_8));
        Subject.PEERS.life(seed, Simulation.scheduleOf(seed), journal).run();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aScheduleIsReadBackAsItIsPrinted() {
        for (long seed = 1; seed < 50; seed++) {
            Schedule schedule = Simulation.scheduleOf(seed);
            assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
        }
    }

    @Test
    void aScheduleShrinksToTheFaultsThatMatter() {
        Fault one = new Fault(10, Fault.Kind.KILL, 1, 2, 30);
        Fault another = new Fault(20, Fault.Kind.SPLIT, 2, 3, 40);
        Schedule whole = Simulation.scheduleOf(3);
        Schedule failing = Schedule.parse(one + "\n" + whole + another + "\n" + whole);

        Schedule shortest =
                new Shrinking(schedule -> schedule.faults().containsAll(List.of(one, another))).shrink(failing);

        assertThat(shortest.faults()).containsExactly(one, another);
    }
}
