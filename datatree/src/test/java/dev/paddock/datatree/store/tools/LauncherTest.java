package dev.paddock.datatree.store.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.Ended;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/paddock-store} in a checkout of its own, called as a user would. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    Path directory;

    private Path home;
    private Path script;

    @BeforeEach
    void makeACheckout() throws IOException {
        home = directory.resolve("a checkout");
        script = home.resolve("bin/paddock-store");
        Files.createDirectories(script.getParent());
        for (String name : List.of("paddock-store", "zkEnv.sh")) {
            Files.copy(Path.of("../bin", name), script.resolveSibling(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void runsFromAnywhereThroughLinks() throws Exception {
        build();
        Path elsewhere = Files.createDirectories(directory.resolve("usr/bin"));
        Files.createSymbolicLink(elsewhere.resolve("first"), Path.of("../../a checkout/bin/paddock-store"));
        Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("first"));
        Path dataDir = ToolRun.GOLDEN.resolve("28-tiny-doc-example/data").toAbsolutePath();

        ToolRun run = launch(elsewhere.resolve("second"), "/usr/bin:/bin", "check", dataDir.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("A server would start: snapshot snapshot.2 ");
        assertThat(run.code()).isZero();
    }

    @Test
    void handsOnTheExitCode() throws Exception {
        build();

        ToolRun run = launch(script, "/usr/bin:/bin", "dump-log", "no such file");

        assertThat(run).isEqualTo(new ToolRun(1, "", "File doesn't exist or not readable: no such file\n"));
    }

    @Test
    void buildsWhatIsMissingAndSaysSo() throws Exception {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        Path maven = tools.resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\necho \"in $PWD: $*\" >'" + directory + "/built'\nexit 7\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();

        ToolRun run = launch(script, tools + ":/usr/bin:/bin", "help");

        assertThat(run.code()).as("the build has failed").isEqualTo(1);
        assertThat(run.err()).startsWith("Paddock is not built yet. Building it now, once, in " + home.toRealPath());
        assertThat(directory.resolve("built"))
                .content()
                .startsWith("in " + home.toRealPath() + ": ")
                .contains("-pl server -am package");
    }

    /** What a build leaves: the jar of the server, and the jars of all that the tools need. */
    private void build() throws IOException {
        Path target = home.resolve("server/target");
        Path lib = Files.createDirectories(target.resolve("lib"));
        Path classes = Path.of("target/classes").toAbsolutePath();
        jar(classes, target.resolve("paddock-server-1.0.jar"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path) && path.endsWith("wire/target/classes")) {
                jar(path, lib.resolve("wire.jar"));
            } else if (path.toString().matches(".*(wire|netty-(buffer|common)|slf4j-api)[^/]*\\.jar")) {
                Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
            }
        }
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                var files = Files.walk(classes)) {
            for (Path each : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
            }
        }
    }

    private ToolRun launch(Path launcher, String path, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString()).directory(directory.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JVMFLAGS", "-Xmx64m -XX:TieredStopAtLevel=1");
        builder.environment().put("PATH", path);
        Ended ended = Ended.of(builder, "");
        return new ToolRun(ended.exitCode(), ended.out(), ended.err());
    }
}
