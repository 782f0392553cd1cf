package dev.paddock.zab.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What goes wrong in one simulation, and when. */
public record Schedule(List<Fault> faults) {
    public Schedule {
        faults = List.copyOf(faults);
    }

    /** Each simulation has some kinds of faults and not others: what only shows under few of them shows too. */
    static Schedule of(Random random, Shape shape) {
        Fault.Kind[] kinds = Fault.Kind.values();
        int[] weights = new int[kinds.length];
        int sum = 0;
        for (int i = 0; i < kinds.length; i++) {
            weights[i] = random.nextInt(5) < 2 ? 0 : 1 + random.nextInt(4);
            sum += weights[i];
        }
        List<Fault> faults = new ArrayList<>();
        int count = sum == 0 ? 0 : 3 + random.nextInt(60);
        int longest = (int) shape.settings().get(0).initLimit() * 2;
        long[] bursts = bursts(random, shape);
        for (int i = 0; i < count; i++) {
            Fault.Kind kind = kinds[choose(weights, random.nextInt(sum))];
            long at = time(random, shape, bursts);
            int server = random.nextInt(3) == 0 ? Fault.LEADER : 1 + random.nextInt(shape.servers());
            int other = other(random, kind, server, shape.servers());
            int most = random.nextInt(8) == 0 ? longest * 5 : longest;
            int millis = 1 + (int) (random.nextDouble() * random.nextDouble() * most);
            faults.add(new Fault(at, kind, server, other, millis));
        }
        faults.sort(Comparator.comparingLong(Fault::atMillis));
        return new Schedule(faults);
    }

    /** When much goes wrong at a time: an election, or what follows it, is disturbed more than once. Or none. */
    private static long[] bursts(Random random, Shape shape) {
        return random.longs(random.nextInt(4), 0, shape.faultMillis()).toArray();
    }

    private static long time(Random random, Shape shape, long[] bursts) {
        if (bursts.length == 0 || random.nextInt(4) == 0) {
            return (long) (random.nextDouble() * shape.faultMillis());
        }
        double behind = random.nextDouble()
                * random.nextDouble()
                * shape.settings().get(0).initLimit();
        return Math.min(bursts[random.nextInt(bursts.length)] + (long) behind, shape.faultMillis() - 1);
    }

    private static int choose(int[] weights, int at) {
        int rest = at;
        for (int i = 0; i < weights.length; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        throw new AssertionError("beyond the weights");
    }

    private static int other(Random random, Fault.Kind kind, int server, int servers) {
        return switch (kind) {
            case KILL_IN_STEP, POWER_IN_STEP -> random.nextInt(6);
            case POWER_AT_DISK -> random.nextInt(2 * Misfortune.ON_DISK.size());
            case SPLIT, MISLEAD -> 1 + random.nextInt(1 << servers);
            default -> 1 + (server + random.nextInt(Math.max(1, servers - 1))) % servers;
        };
    }

    Schedule without(int from, int to) {
        List<Fault> rest = new ArrayList<>(faults.subList(0, from));
        rest.addAll(faults.subList(to, faults.size()));
        return new Schedule(rest);
    }

    static Schedule parse(String text) {
        return new Schedule(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Fault::parse)
                .toList());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        faults.forEach(fault -> text.append(fault).append('\n'));
        return text.toString();
    }
}
