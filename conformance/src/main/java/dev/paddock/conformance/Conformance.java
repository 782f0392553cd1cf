package dev.paddock.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The root of the checkout, then {@code [--quick] [filter]}: runs the tests of the list whose {@code class#method} the
 * filter, a regular expression, is found in; {@code --quick} takes the classes of {@code quick.txt} only.
 *
 * <p>A line for each class, then one for each test that has failed, then how many have passed. Ends with 0 if all have.
 */
public final class Conformance {
    private final Path home;
    private final Path output;
    private final String serverClassPath;

    private final List<String> failures = new ArrayList<>();
    private int passed;
    private int passedAgain;

    private Conformance(Path root) {
        home = root.resolve("conformance");
        output = home.resolve("target").resolve("conformance");
        Path server = root.resolve("server").resolve("target");
        serverClassPath = root.resolve("conf") + ":" + server.resolve("classes") + ":" + server.resolve("lib") + "/*";
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>(List.of(arguments));
        Conformance conformance = new Conformance(Path.of(left.remove(0)).toAbsolutePath());
        boolean isQuick = left.remove("--quick");
        if (left.size() > 1 || left.stream().anyMatch(argument -> argument.startsWith("-"))) {
            System.err.println("usage: conformance/run [--quick] [filter]");
            System.exit(2);
        }
        String filter = left.isEmpty() ? "" : left.get(0);
        System.exit(conformance.run(isQuick, Pattern.compile(filter)) ? 0 : 1);
    }

    private boolean run(boolean isQuick, Pattern filter) throws IOException, InterruptedException {
        long started = System.nanoTime();
        List<TestClass> classes = chosen(isQuick, filter);
        int all = classes.stream().mapToInt(tests -> tests.methods().size()).sum();
        for (TestClass tests : classes) {
            run(tests);
        }
        failures.forEach(System.out::println);
        System.out.printf(
                "%d of %d passed, %d of them when run again, in %d s; logs are in %s%n",
                passed, all, passedAgain, secondsSince(started), output);
        return all > 0 && failures.isEmpty();
    }

    private List<TestClass> chosen(boolean isQuick, Pattern filter) throws IOException {
        Set<String> quick = new HashSet<>(TestName.lines(home.resolve("quick.txt")));
        Map<String, Set<String>> methods = new TreeMap<>();
        for (TestName test : TestName.readList(home.resolve("tests.txt"))) {
            if (filter.matcher(test.toString()).find() && (!isQuick || quick.contains(test.className()))) {
                methods.computeIfAbsent(test.className(), name -> new TreeSet<>())
                        .add(test.method());
            }
        }
        return methods.entrySet().stream()
                .map(entry -> new TestClass(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What fails has a second chance, and is counted: many of these tests depend on how fast the machine is. */
    private void run(TestClass tests) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Path directory = Files.createDirectories(output).resolve(tests.name());
        remove(directory);
        Map<String, Outcome> first = tests.run(tests.methods(), directory.resolve("first"), serverClassPath);
        Set<String> failed = new TreeSet<>();
        first.values().stream().filter(outcome -> !outcome.isPassed()).forEach(outcome -> failed.add(outcome.method()));
        int again = 0;
        if (!failed.isEmpty()) {
            for (Outcome outcome : tests.run(failed, directory.resolve("again"), serverClassPath)
                    .values()) {
                if (outcome.isPassed()) {
                    again++;
                } else {
                    failures.add("FAILED " + tests.name() + "#" + outcome.method() + ": " + outcome.reason());
                }
            }
        }
        int good = tests.methods().size() - failed.size() + again;
        passed += good;
        passedAgain += again;
        System.out.printf(
                "%-60s %3d of %3d passed, %4d s%s%n",
                tests.name(),
                good,
                tests.methods().size(),
                secondsSince(started),
                again > 0 ? ", " + again + " when run again" : "");
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }
}
