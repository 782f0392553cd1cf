package dev.paddock.server.config;

import java.time.Duration;

/**
 * The commands over HTTP.
 *
 * @param address host to bind
 * @param port 0 for any free one
 * @param idleTimeout after which a silent connection is closed
 * @param commandUrl the path before the name of a command
 * @param rateLimit how long after a snapshot or a restore the next one is refused
 */
public record AdminConfig(
        boolean enabled,
        String address,
        int port,
        Duration idleTimeout,
        String commandUrl,
        Duration rateLimit,
        boolean snapshotEnabled,
        boolean restoreEnabled) {
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_IDLE = 30_000;
    private static final int DEFAULT_RATE_LIMIT = 300_000;

    static AdminConfig read(Settings settings) throws ConfigException {
        return new AdminConfig(
                !settings.property("admin.enableServer").is("false"),
                settings.property("admin.serverAddress").text("0.0.0.0"),
                settings.property("admin.serverPort").port(DEFAULT_PORT),
                settings.property("admin.idleTimeout").millis(DEFAULT_IDLE, 1),
                settings.property("admin.commandURL").text("/commands"),
                settings.property("admin.rateLimiterIntervalInMS").millis(DEFAULT_RATE_LIMIT, 0),
                settings.property("admin.snapshot.enabled").isTrue(true),
                settings.property("admin.restore.enabled").isTrue(true));
    }
}
