package dev.paddock.client.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The process. It ends with 0 if the last command has succeeded, 127 if there is no such command, else with 1. */
public final class Main {
    private static final int BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean isTerminal = System.console() != null;
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
        Output output = new Output(out, err, isTerminal && System.getenv("NO_COLOR") == null);
        System.exit(new Startup(output, System.in, isTerminal).run(List.of(arguments), System.getProperties()));
    }
}
