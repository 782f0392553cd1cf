package dev.paddock.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class of ours in a JVM of its own, with this class path and these options, and returns what it prints. */
public final class ChildJvm {
    private ChildJvm() {}

    public static String run(Class<?> main, List<String> jvmOptions, String... arguments) {
        List<String> command = command(main.getName(), jvmOptions, List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("exit code " + exit + " of " + command);
            }
            return output.strip();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot run " + command, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, interrupted);
        }
    }

    /** What starts it. */
    static List<String> command(String main, List<String> jvmOptions, List<String> arguments) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath(), main));
        command.addAll(arguments);
        return command;
    }
}
