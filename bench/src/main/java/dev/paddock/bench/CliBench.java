package dev.paddock.bench;

import dev.paddock.bench.load.ServerProcess;
import dev.paddock.server.EmbeddedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One command of our command line beside ZooKeeper's: {@code ls /} on the same server, from the start of the process to its
 * end. Ours goes through its script, theirs does not. The two take turns, and the median counts.
 */
public final class CliBench {
    private static final int ROUNDS = 15;
    private static final double NANOS_IN_MILLI = 1e6;
    private static final double BUDGET = 0.6;

    private CliBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (EmbeddedServer server = EmbeddedServer.start()) {
            List<String> command = List.of("-server", server.connectString(), "ls", "/");
            List<String> ours = new ArrayList<>(
                    List.of(ServerProcess.checkout().resolve("bin/zkCli.sh").toString()));
            ours.addAll(command);
            List<String> theirs = ChildJvm.command("org.apache.zookeeper.ZooKeeperMain", List.of("-Xmx256m"), command);
            compare(ours, theirs);
        }
    }

    private static void compare(List<String> ours, List<String> theirs) throws IOException, InterruptedException {
        double[] ourMillis = new double[ROUNDS];
        double[] theirMillis = new double[ROUNDS];
        millis(ours);
        millis(theirs);
        for (int round = 0; round < ROUNDS; round++) {
            ourMillis[round] = millis(ours);
            theirMillis[round] = millis(theirs);
        }
        Figure.print(List.of(Figure.of("command line: ls /", "ms", median(ourMillis), median(theirMillis))
                .atMost(BUDGET)));
    }

    private static double millis(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.endsWith("JVMFLAGS"));
        long start = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        int exitCode = process.waitFor();
        long nanos = System.nanoTime() - start;
        // The word of the connection comes before or behind it, as threads have it.
        if (exitCode != 0 || said.lines().noneMatch("[zookeeper]"::equals)) {
            throw new IllegalStateException(command + " ended with " + exitCode + " and said " + said);
        }
        return nanos / NANOS_IN_MILLI;
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }
}
