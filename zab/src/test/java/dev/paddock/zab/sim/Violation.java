package dev.paddock.zab.sim;

/** What must always hold did not. */
public final class Violation extends AssertionError {
    /** Which of the rules, so that a shrunk run is known to fail in the same way. */
    private final String rule;

    public Violation(String rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    public Violation(String rule, String what, Throwable cause) {
        super(rule + ": " + what, cause);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
