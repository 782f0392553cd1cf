package dev.paddock.client.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the process was called with.
 *
 * @param command and its arguments; empty if commands are to be read
 * @param problems with what was given, to be said; they do not keep it from starting
 */
record Launch(ClientSettings settings, boolean waitsForConnection, List<String> command, List<String> problems) {
    static final String DEFAULT_SERVERS = "localhost:2181";
    private static final int DEFAULT_TIMEOUT_MILLIS = 30_000;

    /**
     * @param system the properties of the process, over which those of a file go
     */
    static Launch parse(List<String> arguments, Properties system) throws CommandFailed, UnreadableConfiguration {
        String servers = DEFAULT_SERVERS;
        int timeout = DEFAULT_TIMEOUT_MILLIS;
        boolean readOnly = false;
        boolean waits = false;
        Properties properties = new Properties();
        properties.putAll(system);
        List<String> problems = new ArrayList<>();
        int at = 0;
        while (at < arguments.size() && arguments.get(at).startsWith("-")) {
            String option = arguments.get(at++);
            boolean hasValue =
                    List.of("-server", "-timeout", "-client-configuration").contains(option);
            if (hasValue && at == arguments.size()) {
                problems.add("Error: no argument found for option " + option);
                break;
            }
            switch (option) {
                case "-server" -> servers = arguments.get(at++);
                case "-timeout" -> timeout = millis(arguments.get(at++));
                case "-client-configuration" -> load(properties, Path.of(arguments.get(at++)));
                case "-r" -> readOnly = true;
                case "-waitforconnection" -> waits = true;
                default -> problems.add("The option " + option + " is not known and left out");
            }
        }
        ClientSettings settings = new ClientSettings(servers, Duration.ofMillis(timeout), readOnly, properties);
        return new Launch(settings, waits, arguments.subList(at, arguments.size()), problems);
    }

    private static int millis(String text) throws CommandFailed {
        try {
            int millis = Integer.parseInt(text);
            if (millis > 0) {
                return millis;
            }
        } catch (NumberFormatException noNumber) {
            throw new CommandFailed("-timeout is followed by '" + text + "', which is no number of milliseconds");
        }
        throw new CommandFailed("-timeout is " + text + "; it takes milliseconds, at least 1");
    }

    private static void load(Properties properties, Path file) throws UnreadableConfiguration {
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UnreadableConfiguration(file, unreadable);
        }
    }
}
