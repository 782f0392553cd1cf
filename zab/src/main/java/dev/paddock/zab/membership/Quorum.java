package dev.paddock.zab.membership;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which sets of servers are enough. Any two of them have a server in common. */
public sealed interface Quorum {
    /** Whether those for whom this holds are enough. */
    boolean isReachedBy(Predicate<ServerId> holds);

    /** Nobody with a weight of 0 becomes leader, unless it is all that there is. */
    long weight(ServerId voter);

    /** More than half of the voters. */
    record Majority(SortedSet<ServerId> voters) implements Quorum {
        public Majority {
            voters = new TreeSet<>(voters);
        }

        @Override
        public boolean isReachedBy(Predicate<ServerId> holds) {
            int count = 0;
            for (ServerId voter : voters) {
                if (holds.test(voter)) {
                    count++;
                }
            }
            return count > voters.size() / 2;
        }

        @Override
        public long weight(ServerId voter) {
            return 1;
        }
    }

    /** More than half of the groups, each by more than half of its weight. Groups without any weight do not count. */
    record Hierarchical(SortedMap<Long, SortedSet<ServerId>> groups, SortedMap<ServerId, Long> weights)
            implements Quorum {
        public Hierarchical {
            groups = new TreeMap<>(groups);
            weights = new TreeMap<>(weights);
        }

        @Override
        public boolean isReachedBy(Predicate<ServerId> holds) {
            int counting = 0;
            int reached = 0;
            for (SortedSet<ServerId> group : groups.values()) {
                long all = 0;
                long holding = 0;
                for (ServerId member : group) {
                    all += weight(member);
                    holding += holds.test(member) ? weight(member) : 0;
                }
                if (all > 0) {
                    counting++;
                    reached += holding > all / 2 ? 1 : 0;
                }
            }
            return reached > counting / 2;
        }

        @Override
        public long weight(ServerId voter) {
            return weights.getOrDefault(voter, 1L);
        }
    }

    /** Enough by all of these: what counts while one configuration takes the place of another. */
    record Joint(List<Quorum> all) implements Quorum {
        public Joint {
            all = List.copyOf(all);
        }

        @Override
        public boolean isReachedBy(Predicate<ServerId> holds) {
            for (Quorum quorum : all) {
                if (!quorum.isReachedBy(holds)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long weight(ServerId voter) {
            return all.get(0).weight(voter);
        }
    }
}
