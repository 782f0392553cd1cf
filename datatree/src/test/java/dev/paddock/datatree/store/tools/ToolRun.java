package dev.paddock.datatree.store.tools;

import dev.paddock.testing.Directories;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** What a tool printed, and its exit code; run as in America with the clock of Greenwich, as the expected files are. */
record ToolRun(int code, String out, String err) {
    static final Path GOLDEN = Path.of("src/test/resources/golden");

    static ToolRun of(Tool tool, Object... arguments) {
        return answering("", tool, arguments);
    }

    static ToolRun answering(String input, Tool tool, Object... arguments) {
        List<String> texts = List.of(arguments).stream().map(Object::toString).toList();
        return run(input, terminal -> Tool.exitCode(tool, texts, terminal));
    }

    static ToolRun main(Object... arguments) {
        List<String> texts = List.of(arguments).stream().map(Object::toString).toList();
        return run("", terminal -> Main.run(texts, terminal));
    }

    private interface Body {
        int run(Terminal terminal);
    }

    private static ToolRun run(String input, Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new StringReader(input));
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            Locale.setDefault(Locale.US);
            int code = body.run(terminal);
            return new ToolRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    /** A file of a golden directory. */
    static Path golden(String set, String name) {
        return GOLDEN.resolve(set).resolve("data/version-2").resolve(name);
    }

    /** What ZooKeeper's tool printed, once, with durations as S. */
    static String expected(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/tools").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the data directory of a golden set, for a test to damage or to repair. */
    static Path copy(String set, Path to) throws IOException {
        Path data = to.resolve("version-2");
        Directories.copy(GOLDEN.resolve(set).resolve("data/version-2"), data);
        return data;
    }
}
