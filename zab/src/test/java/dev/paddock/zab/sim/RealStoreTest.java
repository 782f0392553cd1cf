package dev.paddock.zab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.LogOptions;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Reign;
import dev.paddock.zab.message.Proposal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ensembles on the real store. More of them: {@code -Dpaddock.store.seeds=1000}. */
@Timeout(600)
class RealStoreTest {
    private static final long SEEDS = Long.getLong("paddock.store.seeds", 20);

    /** Not among those that {@link SimulationTest} has. */
    private static final long FIRST = 100_001;

    @Test
    void ensemblesOnTheRealStoreLoseNothing() {
        Failure failure = null;
        long first = FIRST - FIRST % Simulation.REAL_STORE_EVERY + 1;
        Coverage coverage = new Coverage();
        for (long i = 0; i < SEEDS && failure == null; i++) {
            failure = simulate(first + i * Simulation.REAL_STORE_EVERY, coverage);
        }
        System.out.println(coverage);
        assertThat(failure).isNull();
    }

    private static Failure simulate(long seed, Coverage coverage) {
        Simulation simulation = Subject.PEERS.life(seed, Simulation.scheduleOf(seed), null);
        try {
            simulation.run();
            coverage.add(simulation.coverage());
            return null;
        } catch (Violation violation) {
            return Failure.shrunk(Subject.PEERS, seed, violation);
        }
    }

    @Test
    void whatTheStoreReportsComesBack() {
        for (long seed = 1; seed <= 50; seed++) {
            RealStore store = storeWithTwoTransactions(RealStore.LOG, seed);

            store.crash(new Random(seed));

            assertThat(store.recover(new Random(seed)).state().zxid()).isEqualTo(Zxid.of(1, 2));
        }
    }

    /** That the disk is as bad as it should be, and that somebody looks. */
    @Test
    void aStoreThatDoesNotSyncIsFound() {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= 50; seed++) {
                        storeWithTwoTransactions(RealStore.LOG.withoutSync(), seed)
                                .crash(new Random(seed));
                    }
                })
                .isInstanceOf(Violation.class)
                .hasMessageContaining("store: ");
    }

    private static RealStore storeWithTwoTransactions(LogOptions options, long seed) {
        RealStore store = new RealStore(Shape.membership(3, 0, false), options, seed, new Coverage());
        store.heal();
        Reign reign = new Reign(1);
        store.enqueue(new Effect.SaveAcceptedEpoch(reign, 1), null);
        for (int i = 1; i <= 2; i++) {
            Zxid zxid = Zxid.of(1, i);
            store.enqueue(new Effect.Append(reign, new Proposal(zxid, WriteTxn.creating(1, i, zxid, i))), null);
        }
        while (!store.isIdle()) {
            store.work(8);
        }
        return store;
    }
}
