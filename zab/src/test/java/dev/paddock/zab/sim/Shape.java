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
 * @param zooKeepers which of its servers are ZooKeeper's; the others are ours
 * @param writeMillis how long a client of each server waits between two writes, on average
 */
public record Shape(
        Membership membership,
        List<PeerSettings> settings,
        SortedSet<ServerId> zooKeepers,
        int writeMillis,
        long faultMillis) {
    /** @param isMixed whether some are ZooKeeper's; what the model of these does not know, nobody does then */
    static Shape of(Random random, boolean isMixed) {
        int size = new int[] {3, 3, 3, 3, 5, 5, 2, 1, 7}[random.nextInt(9)];
        int voters = isMixed ? Math.max(3, size) : size;
        int observers = random.nextInt(3);
        boolean reconfigures = !isMixed && random.nextInt(4) == 0 && voters >= 3;
        boolean inGroups = !isMixed && voters == 7 && random.nextBoolean();
        Membership membership = membership(voters, observers, inGroups);
        int tick = (isMixed ? 200 : 50) << random.nextInt(isMixed ? 3 : 5);
        int credit = random.nextBoolean() ? 4 << 20 : 1000 + random.nextInt(4000);
        int window = random.nextBoolean() ? 1000 : random.nextInt(12);
        boolean truncates = random.nextBoolean() || isMixed && random.nextBoolean();
        boolean isUsual = isMixed || random.nextInt(3) == 0;
        long epochLength = random.nextInt(4) == 0 ? 5 + random.nextInt(200) : 0xFFFF_FF00L;
        List<PeerSettings> settings = new ArrayList<>();
        for (ServerId id : membership.members().keySet()) {
            settings.add(new PeerSettings(
                    id,
                    tick,
                    tick * (5 + random.nextInt(10)),
                    tick * (2 + random.nextInt(8)),
                    isUsual ? 200 : 20 + random.nextInt(200),
                    isUsual ? 200 : 50 + random.nextInt(200),
                    1000 + random.nextInt(2000),
                    isUsual ? 5 : 1 + random.nextInt(6),
                    isUsual ? 100 : 10 + random.nextInt(100),
                    100,
                    window,
                    random.nextBoolean() ? 16 << 20 : 1000,
                    credit,
                    random.nextBoolean() ? 1 << 20 : 1 + random.nextInt(300),
                    epochLength,
                    truncates,
                    reconfigures));
        }
        return new Shape(
                membership,
                settings,
                isMixed ? some(random, List.copyOf(membership.members().keySet())) : new TreeSet<>(),
                tick / 8 + random.nextInt(tick * 2),
                tick * (20L + random.nextInt(100)));
    }

    private static SortedSet<ServerId> some(Random random, List<ServerId> servers) {
        SortedSet<ServerId> some = new TreeSet<>();
        some.add(servers.get(random.nextInt(servers.size())));
        servers.stream().filter(id -> random.nextBoolean()).forEach(some::add);
        return some;
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

    /** Whether who is elected is dialled for longer than it may take to know of it. Otherwise elections may go on for long. */
    boolean isElectedDialledLongEnough() {
        long settled = settings.stream().mapToLong(PeerSettings::settle).max().orElseThrow();
        return settings.stream()
                .mapToLong(each -> Math.min(each.connectTries() * each.connectPause(), each.initLimit()))
                .allMatch(dialled -> settled * 3 / 2 < dialled);
    }

    int servers() {
        return settings.size();
    }
}
