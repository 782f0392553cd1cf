package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** ZooKeeper's published command line, in a process of its own. */
final class Original {
    /** It goes without JLine, so that it does not print prompts between the lines of a script. */
    private static final List<String> JARS =
            List.of("zookeeper-", "slf4j-api-", "logback-", "netty-", "commons-", "metrics-core-", "snappy-java-");

    private Original() {}

    static Run run(Path directory, String servers, String script, String... command)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(java(directory));
        arguments.addAll(List.of("org.apache.zookeeper.ZooKeeperMain", "-server", servers));
        arguments.addAll(List.of(command));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(arguments)
                .redirectInput(
                        Files.writeString(directory.resolve("in"), script).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(Files.readString(out), Files.readString(err), process.exitValue());
    }

    /** What a command begins with that runs a class of ZooKeeper, without its log. */
    static List<String> java(Path directory) throws IOException {
        Path quiet = Files.writeString(
                directory.resolve("quiet.xml"), "<configuration><root level=\"OFF\"/></configuration>");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + quiet,
                "-cp",
                classPath());
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        JARS.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
