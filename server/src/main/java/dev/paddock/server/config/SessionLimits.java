package dev.paddock.server.config;

import java.time.Duration;

/**
 * The unit of time of a server, and between what the timeouts that clients ask for are confined.
 */
public record SessionLimits(Duration tick, Duration minTimeout, Duration maxTimeout) {
    private static final int DEFAULT_TICK = 3000;
    private static final int MIN_TICKS = 2;
    private static final int MAX_TICKS = 20;

    static SessionLimits read(Settings settings) throws ConfigException {
        Duration tick = Duration.ofMillis(settings.key("tickTime").integer(DEFAULT_TICK, 1, "tickTime is not set"));
        Setting min = settings.key("minSessionTimeout");
        Duration minTimeout = timeout(min, tick.multipliedBy(MIN_TICKS));
        Duration maxTimeout = timeout(settings.key("maxSessionTimeout"), tick.multipliedBy(MAX_TICKS));
        if (minTimeout.compareTo(maxTimeout) > 0) {
            throw min.refusal(
                    "minSessionTimeout must not be larger than maxSessionTimeout",
                    "up to " + maxTimeout.toMillis() + " milliseconds, which is maxSessionTimeout");
        }
        return new SessionLimits(tick, minTimeout, maxTimeout);
    }

    private static Duration timeout(Setting setting, Duration byDefault) throws ConfigException {
        int millis = setting.integer(-1, Integer.MIN_VALUE);
        if (millis < -1) {
            setting.warn("accepted is a number of milliseconds, or -1 for the default, which it counts as");
        }
        return millis < 0 ? byDefault : Duration.ofMillis(millis);
    }
}
