package dev.paddock.zab.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * How strong a simulator is: mistakes are put into a copy of what it tries, one at a time, and each is to be found. The
 * commands are {@code zab/mutate} and {@code server/mutate}; the mistakes stand in a {@code mutations.txt} of each module.
 */
public final class Mutations {
    private final Path sources;
    private final String simulator;
    private final Path work;
    private final String classPath;
    private final long seconds;

    private Mutations(Path sources, String simulator, String classPath, long seconds) throws IOException {
        this.sources = sources;
        this.simulator = simulator;
        this.work = Files.createTempDirectory("mutation");
        this.classPath = classPath;
        this.seconds = seconds;
    }

    /**
     * A mistake.
     *
     * @param what what a reader should know of it
     * @param line a line of the file, without what is blank at its ends; it stands there once
     */
    public record Mutation(String what, String file, String line, String replacement) {}

    /**
     * Arguments: the folder of the module, of the package within its main code, the simulator's class, the class path, the
     * seconds for each, and words of those that are to run.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path module = Path.of(args[0]);
        Path sources = module.resolve("src/main/java").resolve(args[1]);
        Mutations mutations = new Mutations(sources, args[2], args[3], Long.parseLong(args[4]));
        List<Mutation> all = parse(Files.readString(module.resolve("src/test/mutations.txt")));
        int run = 0;
        int found = 0;
        for (Mutation mutation : all) {
            if (args.length == 5 || mutation.what().contains(args[5])) {
                run++;
                found += mutations.finds(mutation) ? 1 : 0;
            }
        }
        System.out.println(found + " of " + run + " found");
        System.exit(found == run ? 0 : 1);
    }

    public static List<Mutation> parse(String text) {
        List<Mutation> mutations = new ArrayList<>();
        for (String block : text.split("\n\\s*\n")) {
            List<String> lines = block.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
            if (lines.size() == 4) {
                mutations.add(new Mutation(
                        lines.get(0),
                        lines.get(1),
                        lines.get(2).substring(2).strip(),
                        lines.get(3).substring(2).strip()));
            } else if (!lines.isEmpty()) {
                throw new IllegalArgumentException("not a mutation: " + block);
            }
        }
        return mutations;
    }

    public static String apply(Mutation mutation, String source) {
        List<String> lines = new ArrayList<>(source.lines().toList());
        int at = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(mutation.line())) {
                if (at >= 0) {
                    throw new IllegalArgumentException("stands twice in " + mutation.file() + ": " + mutation.line());
                }
                at = i;
            }
        }
        if (at < 0) {
            throw new IllegalArgumentException("does not stand in " + mutation.file() + ": " + mutation.line());
        }
        lines.set(at, mutation.replacement());
        return String.join("\n", lines) + "\n";
    }

    private boolean finds(Mutation mutation) throws IOException, InterruptedException {
        Path copies = work.resolve("sources");
        Path classes = work.resolve("classes");
        clear(copies);
        clear(classes);
        Files.createDirectories(classes);
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-nowarn", "--release", "17", "-cp", classPath, "-d", classes.toString()));
        copy(sources, copies, arguments);
        Path mutated = copies.resolve(mutation.file());
        Files.writeString(mutated, apply(mutation, Files.readString(mutated)));
        int compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        if (compiled != 0) {
            throw new IllegalArgumentException("does not compile: " + mutation);
        }
        return report(mutation, classes);
    }

    private boolean report(Mutation mutation, Path classes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path output = work.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        classes + System.getProperty("path.separator") + classPath,
                        simulator,
                        "--seeds",
                        "1000000000",
                        "--seconds",
                        Long.toString(seconds))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        // A mistake may also keep a simulation from ever ending, which is found by its end not coming.
        boolean hasEnded = process.waitFor(seconds + 60, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String violates = hasEnded ? violation(output) : "never ends";
        System.out.printf(
                "%-9s %5.1f s  %s: %s%n",
                violates == null ? "NOT FOUND" : "found",
                (System.nanoTime() - start) / 1e9,
                mutation.what(),
                violates == null ? "" : violates);
        return violates != null;
    }

    private static String violation(Path output) throws IOException {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> line.contains(" violates "))
                    .map(line -> line.substring(0, Math.min(line.length(), 160)))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static void copy(Path from, Path to, List<String> files) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
                files.add(copy.toString());
            }
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }
}
