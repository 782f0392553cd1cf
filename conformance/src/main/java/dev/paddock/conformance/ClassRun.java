package dev.paddock.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests of one class in this JVM: the file for what comes of them, the class, the methods. Each is written down when
 * it has ended, so that those before are known if this JVM does not come to its own end.
 */
final class ClassRun implements TestExecutionListener {
    private static final String LONGEST_TEST = "120 s";

    private final PrintStream outcomes;
    private final Map<TestIdentifier, Long> startedNanos = new ConcurrentHashMap<>();

    private ClassRun(PrintStream outcomes) {
        this.outcomes = outcomes;
    }

    public static void main(String[] arguments) throws IOException {
        Path report = Path.of(arguments[0]);
        DiscoverySelector selector = DiscoverySelectors.selectClass(arguments[1]);
        Set<String> methods = Set.copyOf(List.of(arguments).subList(2, arguments.length));
        PostDiscoveryFilter wanted = test -> FilterResult.includedIf(isWanted(test, methods));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selector)
                .filters(wanted)
                .configurationParameter("junit.jupiter.execution.timeout.default", LONGEST_TEST)
                .build();
        try (PrintStream outcomes = new PrintStream(Files.newOutputStream(report), true, StandardCharsets.UTF_8)) {
            LauncherFactory.create().execute(request, new ClassRun(outcomes));
        }
        // Tests leave servers and threads behind.
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(0);
    }

    /** By its name alone: some of them are inherited. */
    private static boolean isWanted(TestDescriptor test, Set<String> methods) {
        TestSource source = test.getSource().orElse(null);
        return !(source instanceof MethodSource method) || methods.contains(method.getMethodName());
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            PaddockFactory.install(); // A test before it may have chosen another.
            startedNanos.put(test, System.nanoTime());
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        write(test, 0, "skipped: " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        long started = startedNanos.getOrDefault(test, System.nanoTime());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        write(test, millis, result.getThrowable().map(ClassRun::describe).orElse(""));
    }

    /** What of the class as a whole fails is known by the tests that are missing then, and is in its log. */
    private void write(TestIdentifier test, long millis, String reason) {
        if (test.getSource().orElse(null) instanceof MethodSource method && test.isTest()) {
            outcomes.println(new Outcome(method.getMethodName(), reason.isEmpty(), millis, reason).toLine());
        } else if (!reason.isEmpty()) {
            System.err.println(test.getDisplayName() + ": " + reason);
        }
    }

    private static String describe(Throwable thrown) {
        thrown.printStackTrace();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("org.apache.zookeeper.")
                    && frame.getClassName().contains("Test")) {
                return thrown + " at " + frame;
            }
        }
        return thrown.toString();
    }
}
