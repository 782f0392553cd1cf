package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.RealZooKeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** ZooKeeper's published command line, in a process of its own: without JLine, which would print prompts in between. */
final class Original {
    private Original() {}

    static Run run(Path directory, String servers, String script, String... command)
            throws IOException, InterruptedException {
        Path quiet = Files.writeString(
                directory.resolve("quiet.xml"), "<configuration><root level=\"OFF\"/></configuration>");
        List<String> arguments = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + quiet,
                "-cp",
                RealZooKeeper.PROGRAM.classPath(),
                "org.apache.zookeeper.ZooKeeperMain",
                "-server",
                servers));
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
}
