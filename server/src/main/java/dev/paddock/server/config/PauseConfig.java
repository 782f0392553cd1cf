package dev.paddock.server.config;

import java.time.Duration;

/**
 * The watch on pauses of the JVM.
 *
 * @param info from which length on a pause is reported
 * @param warn from which length on it is a warning
 * @param interval how often the clock is looked at
 */
public record PauseConfig(boolean enabled, Duration info, Duration warn, Duration interval) {
    private static final int DEFAULT_INFO = 1000;
    private static final int DEFAULT_WARN = 10_000;
    private static final int DEFAULT_INTERVAL = 500;

    static PauseConfig read(Settings settings) throws ConfigException {
        return new PauseConfig(
                settings.key("jvm.pause.monitor").isTrue(false),
                settings.key("jvm.pause.info-threshold.ms").millis(DEFAULT_INFO, 0),
                settings.key("jvm.pause.warn-threshold.ms").millis(DEFAULT_WARN, 0),
                settings.key("jvm.pause.sleep.time.ms").millis(DEFAULT_INTERVAL, 1));
    }
}
