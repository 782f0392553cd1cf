package dev.paddock.server.config;

import java.time.Duration;

/**
 * How empty containers and znodes whose time to live is over are looked for.
 *
 * @param maxPerMinute how many are deleted at most
 * @param maxNeverUsed after which time a container goes that never had a child; zero for never
 */
public record ContainerConfig(Duration checkInterval, int maxPerMinute, Duration maxNeverUsed) {
    private static final int DEFAULT_INTERVAL = 60_000;
    private static final int DEFAULT_PER_MINUTE = 10_000;

    static ContainerConfig read(Settings settings) throws ConfigException {
        return new ContainerConfig(
                settings.bareProperty("znode.container.checkIntervalMs").millis(DEFAULT_INTERVAL, 1),
                settings.bareProperty("znode.container.maxPerMinute").integer(DEFAULT_PER_MINUTE, 1),
                settings.bareProperty("znode.container.maxNeverUsedIntervalMs").millis(0, 0));
    }
}
