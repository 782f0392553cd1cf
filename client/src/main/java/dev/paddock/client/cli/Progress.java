package dev.paddock.client.cli;

/** A bar on the standard error for what takes long: shown on a terminal only, and not for what is done at once. */
final class Progress implements AutoCloseable {
    private static final long FIRST_NANOS = 500_000_000;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int WIDTH = 30;

    private final Output output;
    private final String what;
    private final boolean isShown;
    private long next;
    private int printed;

    Progress(Output output, String what, boolean isShown) {
        this.output = output;
        this.what = what;
        this.isShown = isShown;
        next = System.nanoTime() + FIRST_NANOS;
    }

    /** Whether it is worth the effort to find out how much there is. */
    boolean isShown() {
        return isShown;
    }

    /** @param total 0 if it is not known */
    void at(long done, long total) {
        if (!isShown || System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + PAUSE_NANOS;
        print(total == 0 ? what + " " + done : what + " " + bar(done, total) + " " + done + " of " + total);
    }

    static String bar(long done, long total) {
        int filled = (int) (WIDTH * Math.min(done, total) / total);
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "]";
    }

    private void print(String text) {
        output.progress(text + " ".repeat(Math.max(0, printed - text.length())));
        printed = text.length();
    }

    /** Nothing of it stays. */
    @Override
    public void close() {
        if (printed > 0) {
            print("");
            output.progress("");
        }
    }
}
