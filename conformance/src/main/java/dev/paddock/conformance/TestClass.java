package dev.paddock.conformance;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A class of tests, which gets a JVM of its own: they leave properties, threads and static fields behind. */
record TestClass(String name, Set<String> methods) {
    private static final int LONGEST_TEST_MINUTES = 3;

    /** Known to the published tests as the password {@code test} of {@code super}. */
    private static final String SUPER_DIGEST =
            "-Dzookeeper.DigestAuthenticationProvider.superDigest=super:D/InIHSb7yEEbrWz8b9l71RjZJU=";

    /** What a class sets only when its server runs already, which does for a server in the same JVM. */
    private static final Map<String, String> SET_TOO_LATE =
            Map.of("org.apache.zookeeper.test.BufferSizeTest", "-Djute.maxbuffer=100");

    /**
     * Runs these of its methods.
     *
     * @param directory for all that comes of it; there is nothing in it
     * @return an outcome for each
     */
    Map<String, Outcome> run(Set<String> only, Path directory, String serverClassPath)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path report = directory.resolve("outcomes.tsv");
        Process jvm = new ProcessBuilder(command(only, report, directory, serverClassPath))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("tests.log").toFile())
                .start();
        boolean hasEnded = jvm.waitFor((long) LONGEST_TEST_MINUTES * only.size(), TimeUnit.MINUTES);
        jvm.descendants().forEach(ProcessHandle::destroyForcibly);
        jvm.destroyForcibly().waitFor();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        if (Files.exists(report)) {
            for (String line : Files.readAllLines(report)) {
                Outcome outcome = Outcome.parse(line);
                outcomes.merge(outcome.method(), outcome, Outcome::and);
            }
        }
        String missing = hasEnded ? "it did not run, see tests.log" : "its class took too long";
        only.forEach(method -> outcomes.putIfAbsent(method, Outcome.failed(method, missing)));
        return outcomes;
    }

    private List<String> command(Set<String> only, Path report, Path directory, String serverClassPath) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Dbuild.test.dir=" + directory,
                "-D" + PaddockProcess.DIRECTORY + "=" + directory,
                "-D" + PaddockProcess.SERVER_CLASS_PATH + "=" + serverClassPath,
                SUPER_DIGEST));
        if (SET_TOO_LATE.containsKey(name)) {
            command.add(SET_TOO_LATE.get(name));
        }
        String classPath = ManagementFactory.getRuntimeMXBean().getClassPath();
        command.addAll(List.of("-cp", absolute(classPath), ClassRun.class.getName(), report.toString(), name));
        command.addAll(only);
        return command;
    }

    /** The JVM runs in another directory. */
    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
