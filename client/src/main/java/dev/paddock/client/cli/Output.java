package dev.paddock.client.cli;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Where everything is printed, by the thread of the commands and by the one that events come on. */
final class Output {
    private static final String RED = "\u001b[31m";
    private static final String CYAN = "\u001b[36m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean hasColours;

    /** Prints above the line that is being typed; null where nobody types. */
    private Consumer<String> above;

    /** The standard output is for another program: what is not asked for goes elsewhere. */
    private boolean isStream;

    /** @param out with a buffer of its own: it is flushed when a command ends */
    Output(PrintStream out, PrintStream err, boolean hasColours) {
        this.out = out;
        this.err = err;
        this.hasColours = hasColours;
    }

    synchronized void printEventsBy(Consumer<String> printer) {
        above = printer;
    }

    synchronized void keepForStream() {
        isStream = true;
    }

    synchronized void line(String text) {
        out.print(text);
        out.print('\n');
    }

    void json(Object value) {
        line(Json.of(value));
    }

    synchronized void error(String text) {
        out.flush();
        err.print(coloured(RED, text));
        err.print('\n');
        err.flush();
    }

    /** What is worth saying and is no result. */
    synchronized void note(String text) {
        out.flush();
        err.print(text);
        err.print('\n');
        err.flush();
    }

    /** Overwrites what it has printed before. */
    synchronized void progress(String text) {
        err.print("\r" + text);
        err.flush();
    }

    synchronized void banner(String text) {
        if (isStream) {
            note(text);
        } else {
            line(text);
            out.flush();
        }
    }

    /** Something that nobody waits for. */
    synchronized void event(String text) {
        if (isStream) {
            note(text);
        } else if (above == null) {
            line(text);
            out.flush();
        } else {
            out.flush();
            above.accept(coloured(CYAN, text));
        }
    }

    synchronized void flush() {
        out.flush();
    }

    private String coloured(String colour, String text) {
        return hasColours ? colour + text + PLAIN : text;
    }
}
