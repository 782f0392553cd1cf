package dev.paddock.conformance;

/**
 * What came of a test.
 *
 * @param reason empty if it has passed
 */
record Outcome(String method, boolean isPassed, long millis, String reason) {
    private static final int FIELDS = 4;
    private static final int LONGEST_REASON = 600;

    static Outcome failed(String method, String reason) {
        return new Outcome(method, false, 0, reason);
    }

    static Outcome parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        return new Outcome(fields[0], Boolean.parseBoolean(fields[1]), Long.parseLong(fields[2]), fields[3]);
    }

    /** Reasons are text of others, with anything in it. */
    String toLine() {
        String flat = reason.replaceAll("\\s+", " ").strip();
        String beginning = flat.substring(0, Math.min(LONGEST_REASON, flat.length()));
        return String.join("\t", method, Boolean.toString(isPassed), Long.toString(millis), beginning);
    }

    /** A test with parameters runs more than once, and passes if it always does. */
    Outcome and(Outcome other) {
        return new Outcome(method, isPassed && other.isPassed, millis + other.millis, isPassed ? other.reason : reason);
    }
}
