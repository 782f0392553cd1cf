package dev.paddock.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The two servers that are compared: how each is started. */
public enum Side {
    /** With the class path, the archive of classes and the options of Netty that its start script gives it. */
    PADDOCK("Paddock") {
        @Override
        List<String> javaArguments(Path checkout) throws IOException {
            StartScript script = StartScript.of(checkout);
            return Stream.of(PADDOCK_OPTIONS, script.options(), List.of("-cp", script.classPath(), script.main()))
                    .flatMap(List::stream)
                    .toList();
        }
    },
    /** Ours, with the core run by whoever brings it something: what was tried before it got a thread of its own. */
    SERIAL_CORE("Paddock without a core thread") {
        @Override
        List<String> javaArguments(Path checkout) {
            Path target = checkout.resolve("bench/target");
            return concat(
                    PADDOCK_OPTIONS, target.resolve("classes"), target.resolve("lib"), "dev.paddock.server.SerialMain");
        }
    },
    /** Of its dependencies only those that it cannot start without: no logging, which is to its advantage. */
    ZOOKEEPER("ZooKeeper") {
        @Override
        List<String> javaArguments(Path checkout) {
            Path target = checkout.resolve("bench/target");
            return concat(
                    ZOOKEEPER_OPTIONS,
                    target.resolve("classes"),
                    target.resolve("lib"),
                    "org.apache.zookeeper.server.quorum.QuorumPeerMain");
        }
    };

    static final List<String> PADDOCK_OPTIONS = List.of("-Xms2g", "-Xmx2g", "-XX:+UseG1GC");
    static final List<String> ZOOKEEPER_OPTIONS =
            List.of("-Xms2g", "-Xmx2g", "-XX:+UseG1GC", "-Dslf4j.internal.verbosity=ERROR");

    private final String title;

    Side(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What stands between {@code java} and the path of the configuration. */
    abstract List<String> javaArguments(Path checkout) throws IOException;

    private static List<String> concat(List<String> options, Path classes, Path libraries, String main) {
        return Stream.concat(options.stream(), Stream.of("-cp", classes + ":" + libraries + "/*", main))
                .toList();
    }
}
