package dev.paddock.zab.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Crashes, lost connections, partitions and disks that stand still, in any order and from a seed. The fast and small sister
 * of the simulator: the first thing to run after a change.
 */
@Timeout(600)
class DisorderTest {
    /** More of them: {@code -Ddisorder.seeds=3000}; others: {@code -Ddisorder.first=150}. */
    private static final int SEEDS = Integer.getInteger("disorder.seeds", 100);

    private static final int FIRST = Integer.getInteger("disorder.first", 0);

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void whatAnybodyServesIsAgreedUponAndNothingAcknowledgedIsLost(int size) {
        runSeeds(size, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void thatHoldsAlsoWhileTheConfigurationChanges(int size) {
        runSeeds(size, true);
    }

    private static void runSeeds(int size, boolean reconfigures) {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try {
                new Disorder(seed, size, reconfigures).run();
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("size " + size + ", seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    private static final class Disorder {
        private final Random random;
        private final Ensemble ensemble;
        private final List<Ensemble.Node> nodes;
        private final List<String> acknowledged = new ArrayList<>();
        private final boolean reconfigures;
        private int written;

        Disorder(long seed, int size, boolean reconfigures) {
            this.reconfigures = reconfigures;
            random = new Random(seed);
            long[] ids = new long[size];
            for (int i = 0; i < size; i++) {
                ids[i] = i + 1L;
            }
            boolean truncates = random.nextInt(4) > 0;
            long epochLength = random.nextInt(4) == 0 ? 5 : 1L << 31;
            int window = random.nextBoolean() ? 3 : 100;
            UnaryOperator<PeerSettings> tuned =
                    settings -> PeerTest.with(settings, truncates, reconfigures, window, epochLength);
            ensemble = new Ensemble(Ensemble.membership(0, ids), tuned).shuffle(random);
            nodes = List.copyOf(ensemble.nodes.values());
        }

        void run() {
            nodes.forEach(Ensemble.Node::start);
            for (int i = 0; i < 300; i++) {
                act();
                if (random.nextInt(3) == 0) {
                    ensemble.run(random.nextInt(300));
                } else {
                    ensemble.runSome(random.nextInt(30));
                }
                noteAcknowledged();
            }
            assertThat(ensemble.agreed).containsSubsequence(acknowledged);
            recover();
        }

        private void act() {
            Ensemble.Node node = nodes.get(random.nextInt(nodes.size()));
            Ensemble.Node other = nodes.get(random.nextInt(nodes.size()));
            switch (random.nextInt(14)) {
                case 0 -> {
                    if (node.peer != null) {
                        node.crash();
                    }
                }
                case 1, 2 -> {
                    if (node.peer == null) {
                        node.isDiskStuck = false;
                        node.start();
                    }
                }
                case 3 -> cutOff(node, other);
                case 4, 5 -> ensemble.partitions.clear();
                case 6 -> node.isDiskStuck = true;
                case 7, 8 -> nodes.forEach(Ensemble.Node::unstickDisk);
                case 9 -> {
                    if (node != other && node.peer != null) {
                        node.disconnectFrom(other);
                    }
                }
                case 10 -> reconfigure();
                default -> write();
            }
        }

        private void cutOff(Ensemble.Node node, Ensemble.Node other) {
            if (node != other && node.peer != null) {
                ensemble.partitions.add(Set.of(node, other));
                node.disconnectFrom(other);
            }
        }

        private void write() {
            for (Ensemble.Node node : nodes) {
                if (node.serving == Role.LEADING) {
                    node.write("t" + written++);
                }
            }
        }

        /** Some may vote afterwards, the others observe; as servers do it, only if all follow and nothing else changes. */
        private void reconfigure() {
            boolean isCalm = reconfigures
                    && nodes.stream().allMatch(node -> node.serving != null && !node.configurations.isChanging());
            List<Member> members = new ArrayList<>();
            long voters = 0;
            for (Ensemble.Node node : nodes) {
                boolean isVoter = random.nextInt(3) > 0;
                voters += isVoter ? 1 : 0;
                members.add(Ensemble.member(node.id, isVoter));
            }
            Membership next = Membership.of(0, members);
            if (isCalm && voters >= 2 && ensemble.leader().peer.couldCarry(next)) {
                ensemble.leader().submit("reconfiguration " + written++, next);
            }
        }

        /** What a serving leader has delivered, its client has heard of. */
        private void noteAcknowledged() {
            for (Ensemble.Node node : nodes) {
                if (node.serving == Role.LEADING && node.delivered.size() > acknowledged.size()) {
                    acknowledged.clear();
                    acknowledged.addAll(node.delivered);
                }
            }
        }

        private void recover() {
            ensemble.partitions.clear();
            for (Ensemble.Node node : nodes) {
                node.unstickDisk();
                if (node.peer == null) {
                    node.start();
                }
            }
            ensemble.run(10_000);
            ensemble.leader().write("last");
            ensemble.run(1_000);
            for (Ensemble.Node node : nodes) {
                assertThat(node.serving).as("role of %s", node).isNotNull();
                assertThat(node.delivered)
                        .as("delivered at %s", node)
                        .endsWith("last")
                        .isEqualTo(ensemble.agreed);
            }
        }
    }

    @Test
    void theSameSeedTakesTheSameSteps() {
        List<List<String>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Disorder disorder = new Disorder(4711, 3, true);
            disorder.run();
            runs.add(disorder.ensemble.said);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).hasSizeGreaterThan(100);
    }
}
