package dev.paddock.zab.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * How strong a simulator is: mistakes are put into a copy of what it tries, one at a time, and each is to be found, by seeds,
 * or by the stories that are told of it. The commands are {@code zab/mutate} and {@code server/mutate}; the mistakes stand in
 * a {@code mutations.txt} of each module.
 */
public final class Mutations {
    private final Path module;
    private final Path sources;
    private final String simulator;
    private final Path work;
    private final String classPath;

    /** When the program was started that is, or was, looking. */
    private long began;

    /** For the seeds of each; 0 if stories are to find it. */
    private final long seconds;

    private Mutations(Path module, Path sources, String simulator, String classPath, long seconds) throws IOException {
        this.module = module;
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
     * @param stories those that each must fail
     * @param edits more than one where a hole is closed more than once
     */
    public record Mutation(String what, List<String> stories, List<Edit> edits) {}

    /** @param line a line of the file, without what is blank at its ends; it stands there once */
    public record Edit(String file, String line, String replacement) {}

    /**
     * Arguments: the folder of the module, of the package within its main code, the simulator's class, the class path, the
     * seconds for each or else {@code --stories}, and words of those that are to run.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path module = Path.of(args[0]);
        Path sources = module.resolve("src/main/java").resolve(args[1]);
        boolean areStories = args[4].equals("--stories");
        Mutations mutations =
                new Mutations(module, sources, args[2], args[3], areStories ? 0 : Long.parseLong(args[4]));
        List<Mutation> all = parse(Files.readString(module.resolve("src/test/mutations.txt")));
        int run = 0;
        int found = 0;
        for (Mutation mutation : all) {
            boolean isMeant = args.length == 5 || mutation.what().contains(args[5]);
            if (isMeant && !(areStories && mutation.stories().isEmpty())) {
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
            Deque<String> lines = new ArrayDeque<>(block.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList());
            if (!lines.isEmpty()) {
                mutations.add(parse(lines));
            }
        }
        return mutations;
    }

    private static Mutation parse(Deque<String> lines) {
        String what = lines.remove();
        List<String> stories = new ArrayList<>();
        List<Edit> edits = new ArrayList<>();
        while (!lines.isEmpty()) {
            if (lines.peek().startsWith("= ")) {
                stories.add(lines.remove().substring(2).strip());
            } else {
                edits.add(new Edit(lines.remove(), marked('-', lines), marked('+', lines)));
            }
        }
        return new Mutation(what, stories, edits);
    }

    private static String marked(char mark, Deque<String> lines) {
        String line = lines.isEmpty() ? "nothing" : lines.remove();
        if (line.charAt(0) != mark) {
            throw new IllegalArgumentException("expected a line with " + mark + ", and there was " + line);
        }
        return line.substring(1).strip();
    }

    public static String apply(Edit edit, String source) {
        List<String> lines = new ArrayList<>(source.lines().toList());
        int at = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(edit.line())) {
                if (at >= 0) {
                    throw new IllegalArgumentException("stands twice in " + edit.file() + ": " + edit.line());
                }
                at = i;
            }
        }
        if (at < 0) {
            throw new IllegalArgumentException("does not stand in " + edit.file() + ": " + edit.line());
        }
        lines.set(at, edit.replacement());
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
        for (Edit edit : mutation.edits()) {
            Path mutated = copies.resolve(edit.file());
            Files.writeString(mutated, apply(edit, Files.readString(mutated)));
        }
        int compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        if (compiled != 0) {
            throw new IllegalArgumentException("does not compile: " + mutation);
        }
        return seconds == 0 ? isToldByItsStories(mutation, classes) : isFoundBySeeds(mutation, classes);
    }

    private boolean isFoundBySeeds(Mutation mutation, Path classes) throws IOException, InterruptedException {
        String most = Long.toString(seconds);
        List<String> output = run(classes, simulator, List.of("--seeds", "1000000000", "--seconds", most));
        return report(mutation, first(output, " violates "));
    }

    private boolean isToldByItsStories(Mutation mutation, Path classes) throws IOException, InterruptedException {
        boolean areAllTold = true;
        for (String story : mutation.stories()) {
            Path file = module.resolve("src/test/resources/dev/paddock/zab/sim").resolve(story + ".txt");
            String failure = first(run(classes, Scenario.class.getName(), List.of(file.toString())), "line ");
            areAllTold &= report(mutation, failure == null ? null : story + ", " + failure);
        }
        return areAllTold;
    }

    /** What a program prints, with the mistake in it. One that does not end is ended. */
    private List<String> run(Path classes, String main, List<String> arguments)
            throws IOException, InterruptedException {
        Path output = work.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classes + System.getProperty("path.separator") + classPath,
                main));
        command.addAll(arguments);
        began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        // A mistake may also keep a simulation from ever ending, which is found by its end not coming.
        boolean hasEnded = process.waitFor(seconds + 60, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        return hasEnded ? Files.readAllLines(output) : List.of("line of all: violates progress, since it never ends");
    }

    private static String first(List<String> lines, String with) {
        return lines.stream()
                .filter(line -> line.contains(with))
                .map(line -> line.substring(0, Math.min(line.length(), 160)))
                .findFirst()
                .orElse(null);
    }

    private boolean report(Mutation mutation, String failure) {
        System.out.printf(
                "%-9s %5.1f s  %s: %s%n",
                failure == null ? "NOT FOUND" : "found",
                (System.nanoTime() - began) / 1e9,
                mutation.what(),
                failure == null ? "" : failure);
        return failure != null;
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
