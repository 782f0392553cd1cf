package dev.paddock.bench.load;

import java.io.IOException;

/**
 * One kind of work that both servers are put to.
 *
 * @param name by which the command knows it
 * @param title in the table
 */
record Case(String name, String title, Script script) {
    /** Starts the server as it needs it, does the work and reports the figures. */
    @FunctionalInterface
    interface Script {
        void run(Trial trial) throws IOException;
    }
}
