package dev.paddock.server.clients;

import dev.paddock.testing.ClassPath;
import dev.paddock.testing.Program;
import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The servers of these tests, which all have the same settings. */
final class Servers {
    static final Program PADDOCK = new Program(
            "Paddock",
            "dev.paddock.server.Main",
            ClassPath.of("classes", "paddock-wire-", "paddock-datatree-", "slf4j-api-", "logback-", "netty-"));

    private static final Map<String, String> SETTINGS = Map.of(
            // Short, so that sessions of short timeouts end soon when a test waits for that.
            "tickTime", "100",
            "maxSessionTimeout", "600000",
            "maxClientCnxns", "0",
            "extendedTypesEnabled", "true",
            "DigestAuthenticationProvider.superDigest", RealZooKeeper.SUPER_DIGEST);

    private Servers() {}

    /** @param containersEveryMillis how often there is a look for containers and znodes whose time is over */
    static ServerProcess start(Program program, int containersEveryMillis) throws IOException {
        return ServerProcess.of(program)
                .with(SETTINGS)
                .withProperties(Map.of("znode.container.checkIntervalMs", Integer.toString(containersEveryMillis)))
                .start();
    }

    /** One Paddock for all tests that need no other and keep to a chroot of their own. It ends with this JVM. */
    static ServerProcess shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final ServerProcess SERVER = startShared();

        private static ServerProcess startShared() {
            try {
                return start(PADDOCK, 200);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
