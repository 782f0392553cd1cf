package dev.paddock.zab.sim;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The simulator on the command line: {@code zab/simulate}. */
public final class Simulate {
    private static final String USAGE = """
            usage: %1$s --seeds COUNT [--from SEED] [--every N] [--threads COUNT] [--seconds MOST]
                   %1$s --seed SEED [--trace] [--schedule FILE]

            The first runs many simulations, of each Nth seed, and stops at the first that fails.
            The second runs one; --trace writes all that happens in it, --schedule puts other faults in the place
            of those that belong to the seed.""";

    private final Subject subject;
    private final PrintStream out;
    private long seed = -1;
    private long from = 1;
    private long count;
    private long every = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private long seconds = Long.MAX_VALUE / 1_000_000_000L;
    private boolean traces;
    private Path schedule;

    private Simulate(Subject subject, PrintStream out) {
        this.subject = subject;
        this.out = out;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        run(Subject.PEERS, args);
    }

    /** Does what the command line asks for, and ends the process. */
    public static void run(Subject subject, String[] args) throws IOException, InterruptedException {
        Simulate simulate = new Simulate(subject, System.out);
        if (!simulate.parse(new ArrayDeque<>(List.of(args)))) {
            System.err.println(USAGE.formatted(subject.command()));
            System.exit(2);
        }
        System.exit(simulate.run() ? 0 : 1);
    }

    private boolean parse(Deque<String> words) {
        while (!words.isEmpty()) {
            String word = words.remove();
            if (word.equals("--trace")) {
                traces = true;
            } else if (words.isEmpty()) {
                return false;
            } else if (!parse(word, words.remove())) {
                return false;
            }
        }
        return seed >= 0 ^ count > 0;
    }

    private boolean parse(String key, String value) {
        switch (key) {
            case "--seed" -> seed = Long.parseLong(value);
            case "--seeds" -> count = Long.parseLong(value);
            case "--from" -> from = Long.parseLong(value);
            case "--every" -> every = Long.parseLong(value);
            case "--threads" -> threads = Integer.parseInt(value);
            case "--seconds" -> seconds = Long.parseLong(value);
            case "--schedule" -> schedule = Path.of(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean run() throws IOException, InterruptedException {
        return seed >= 0 ? runOne() : runMany();
    }

    private boolean runOne() throws IOException {
        Schedule faults = schedule == null ? Simulation.scheduleOf(seed) : Schedule.parse(Files.readString(schedule));
        Simulation simulation = subject.life(seed, faults, traces ? new Journal(out) : null);
        try {
            simulation.run();
        } catch (Violation violation) {
            out.println(schedule == null ? Failure.shrunk(subject, seed, violation) : violation.getMessage());
            return false;
        }
        out.println("seed " + seed + " holds: " + simulation.steps() + " steps, "
                + simulation.agreement().committed() + " transactions, "
                + simulation.agenda().now() / 1_000_000 + " simulated seconds");
        return true;
    }

    private boolean runMany() throws InterruptedException {
        long start = System.nanoTime();
        Campaign campaign = new Campaign(subject, from, count, every, threads, seconds);
        Failure failure = campaign.run();
        double took = (System.nanoTime() - start) / 1e9;
        out.print(campaign.coverage());
        out.printf("%s, %.1f s, %.0f steps a second%n", campaign, took, campaign.steps() / took);
        if (failure != null) {
            out.println(failure);
        }
        return failure == null;
    }
}
