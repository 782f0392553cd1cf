package dev.paddock.zab.sim;

import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ensemble of one simulation, and how much is asked of it.
 *
 * @param writeMillis how long a client of each server waits between two writes, on average
 */
public record Shape(Membership membership, List<PeerSettings> settings, int writeMillis, long faultMillis) {
    static Shape of(Random random) {
        int voters = new int[] {3, 3, 3, 3, 5, 5, 2, 1, 7}[random.nextInt(9)];
        int observers = random.nextInt(3);
        boolean reconfigures = random.nextInt(4) == 0 && voters >= 3;
        Membership membership = membership(voters, observers, voters == 7 && random.nextBoolean());
        int tick = 50 << random.nextInt(5);
        int credit = random.nextBoolean() ? 4 << 20 : 1000 + random.nextInt(4000);
        int window = random.nextBoolean() ? 1000 : random.nextInt(12);
        boolean truncates = random.nextBoolean();
        long epochLength = random.nextInt(4) == 0 ? 5 + random.nextInt(200) : 0xFFFF_FF00L;
        List<PeerSettings> settings = new ArrayList<>();
        for (ServerId id : membership.members().keySet()) {
            settings.add(new PeerSettings(
                    id,
                    tick,
                    tick * (5 + random.nextInt(10)),
                    tick * (2 + random.nextInt(8)),
                    20 + random.nextInt(200),
                    50 + random.nextInt(200),
                    1000 + random.nextInt(2000),
                    1 + random.nextInt(6),
                    10 + random.nextInt(100),
                    100,
                    window,
                    random.nextBoolean() ? 16 << 20 : 1000,
                    credit,
                    random.nextBoolean() ? 1 << 20 : 1 + random.nextInt(300),
                    epochLength,
                    truncates,
                    reconfigures));
        }
        return new Shape(membership, settings, tick / 8 + random.nextInt(tick * 2), tick * (20L + random.nextInt(100)));
    }

    /** Voters come first. In groups, seven of them are three and three and one. */
    static Membership membership(int voters, int observers, boolean inGroups) {
        List<Member> members = new ArrayList<>();
        for (int i = 1; i <= voters + observers; i++) {
            members.add(member(i, i <= voters));
        }
        if (!inGroups) {
            return Membership.of(0, members);
        }
        SortedMap<Long, SortedSet<ServerId>> groups = new TreeMap<>();
        SortedMap<ServerId, Long> weights = new TreeMap<>();
        for (int i = 1; i <= voters; i++) {
            groups.computeIfAbsent((i - 1) / 3L, group -> new TreeSet<>()).add(new ServerId(i));
            weights.put(new ServerId(i), 1L);
        }
        return Membership.of(0, members, groups, weights);
    }

    static Member member(int number, boolean isVoter) {
        return new Member(
                new ServerId(number),
                isVoter,
                List.of(new Address("server" + number, 2888)),
                List.of(new Address("server" + number, 3888)),
                null);
    }

    int servers() {
        return settings.size();
    }
}
