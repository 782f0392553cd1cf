package dev.paddock.server;

import dev.paddock.server.config.ConfigException;
import dev.paddock.server.config.ExitCode;
import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.tls.UnusableTlsException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: reads the configuration, starts the server, and stops it when it is told to. */
public final class Main {
    /**
     * Reading its own configuration, logging takes as long as the rest of a start: so it has a thread for that. What is
     * logged meanwhile is kept, and written then.
     */
    private static final Thread LOGGING = new Thread(LoggerFactory::getILoggerFactory, "paddock-logging");

    private Main() {}

    /** The process may end right behind what is said here, so logging has to be there. */
    private static Logger log() {
        try {
            LOGGING.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return LoggerFactory.getLogger(Main.class);
    }

    public static void main(String[] arguments) throws InterruptedException {
        LOGGING.start();
        // Handshakes that a client asks for on an open connection are bounded by nothing. The JDK has this switch
        // alone.
        System.getProperties().putIfAbsent("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        ServerConfig config;
        try {
            config = ServerConfig.ofArguments(List.of(arguments), System.getProperties());
        } catch (ConfigException bad) {
            log().error("{}: {}", bad.exitCode().sentence(), bad.getMessage());
            exit(bad.exitCode());
            return;
        }
        config.warnings().forEach(warning -> log().warn(warning));
        if (!config.ensemble().isEmpty()) {
            log().error(
                            "The configuration has more than one server.N line, and this version of Paddock runs alone only."
                                    + " Take them out, or leave one, to run this server standalone.");
            exit(ExitCode.INVALID_INVOCATION);
            return;
        }
        try {
            Server server = Server.start(config, Main::die);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "paddock-stop"));
        } catch (UnusableTlsException unusable) {
            log().error("{}: {}", ExitCode.INVALID_INVOCATION.sentence(), unusable.getMessage(), unusable);
            exit(ExitCode.INVALID_INVOCATION);
            return;
        } catch (DataDirectory.InaccessibleException inaccessible) {
            log().error(inaccessible.getMessage(), inaccessible);
            exit(ExitCode.UNABLE_TO_ACCESS_DATADIR);
            return;
        } catch (IOException | RuntimeException failure) {
            log().error("The server could not be started: {}", failure.getMessage(), failure);
            exit(ExitCode.UNEXPECTED_ERROR);
            return;
        }
        new CountDownLatch(1).await();
    }

    private static void stop(Server server) {
        log().info("Stopping");
        server.close();
        log().info("Stopped");
    }

    /** Nothing more may be acknowledged, so nothing is done in order any more either. */
    private static void die(String message, Throwable cause) {
        log().error(message, cause);
        System.err.println(message);
        Runtime.getRuntime().halt(ExitCode.UNEXPECTED_ERROR.code());
    }

    private static void exit(ExitCode code) {
        if (!code.sentence().isEmpty()) {
            System.err.println(code.sentence());
        }
        System.exit(code.code());
    }
}
