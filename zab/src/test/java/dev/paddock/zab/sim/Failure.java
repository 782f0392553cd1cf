package dev.paddock.zab.sim;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a person needs to see a failure again, with as few faults as lead to it. */
public record Failure(String command, long seed, Schedule schedule, Violation violation, boolean isShrunk) {
    /** Looks for a shorter schedule that violates the same rule. */
    static Failure shrunk(Subject subject, long seed, Violation violation) {
        Schedule whole = Simulation.scheduleOf(seed);
        Schedule shortest =
                new Shrinking(schedule -> violates(subject, seed, schedule, violation.rule())).shrink(whole);
        Violation again = simulate(subject, seed, shortest);
        boolean isShrunk = shortest.faults().size() < whole.faults().size();
        return new Failure(subject.command(), seed, shortest, again == null ? violation : again, isShrunk);
    }

    private static boolean violates(Subject subject, long seed, Schedule schedule, String rule) {
        Violation violation = simulate(subject, seed, schedule);
        return violation != null && violation.rule().equals(rule);
    }

    private static Violation simulate(Subject subject, long seed, Schedule schedule) {
        try {
            subject.life(seed, schedule, null).run();
            return null;
        } catch (Violation violation) {
            return violation;
        }
    }

    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println("seed " + seed + " violates " + violation.getMessage());
        if (violation.getCause() != null) {
            violation.getCause().printStackTrace(out);
        }
        out.println("To see it again: " + command + " --seed " + seed + " --trace");
        if (isShrunk) {
            out.println("or, with these faults in a file: " + command + " --seed " + seed + " --trace --schedule FILE");
        }
        out.print("# time in ms, fault, server, second server, ms\n" + schedule);
        return text.toString();
    }
}
