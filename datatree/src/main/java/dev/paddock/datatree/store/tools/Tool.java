package dev.paddock.datatree.store.tools;

import java.io.IOException;
import java.util.List;

/** One command. */
@FunctionalInterface
public interface Tool {
    int OK = 0;
    int FAILED = 1;

    /**
     * Does what the arguments say.
     *
     * @return the exit code
     * @throws IOException if a file cannot be read or written; the message names it
     */
    int run(List<String> arguments, Terminal terminal) throws IOException;

    /** Runs a tool as a process of its own would: what it cannot do ends in a message and an exit code. */
    static int exitCode(Tool tool, List<String> arguments, Terminal terminal) {
        int code = FAILED;
        try {
            code = tool.run(arguments, terminal);
        } catch (IOException failure) {
            terminal.out().flush();
            terminal.err().println(Terminal.describe(failure));
        }
        terminal.flush();
        return code;
    }
}
