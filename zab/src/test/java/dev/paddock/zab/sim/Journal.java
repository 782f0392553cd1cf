package dev.paddock.zab.sim;

import java.io.PrintStream;

/** All that happens, for a person to read: only written for a single run. */
public final class Journal {
    private final PrintStream out;

    public Journal(PrintStream out) {
        this.out = out;
    }

    void write(long micros, Object who, String direction, Object what) {
        out.printf("%9.3f  %s %s %s%n", micros / 1000.0, who, direction, what == null ? "" : what);
    }
}
