package dev.paddock.client.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Our command line in this process: what {@link Main} does, with streams of its own. */
final class CommandLine {
    private CommandLine() {}

    /** Commands from a script. */
    static Run run(String servers, String script) throws Exception {
        return main(script, "-server", servers);
    }

    /** One command, as arguments. */
    static Run once(String servers, String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-server", servers));
        arguments.addAll(List.of(command));
        return main("", arguments.toArray(String[]::new));
    }

    static Run main(String input, String... arguments) throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Output output = new Output(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false);
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int exitCode = new Startup(output, in, false).run(List.of(arguments), new Properties());
        return new Run(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), exitCode);
    }
}
