package dev.paddock.server.config;

import java.time.Duration;

/**
 * A bucket of tokens, of which every new connection takes some, and which drops more of them the emptier it is.
 *
 * @param tokens how many there are in a full bucket; 0 for no bucket at all
 * @param fillTime how often {@code fillCount} of them are added
 * @param freezeTime how often the probability of a drop is adjusted; negative for always
 * @param dropIncrease by how much it grows while the bucket is empty
 * @param dropDecrease by how much it shrinks above {@code decreaseRatio} of a full bucket
 * @param weighted whether a session costs the weight of its kind; else every one costs 1
 */
public record ConnectionThrottle(
        int tokens,
        Duration fillTime,
        int fillCount,
        Duration freezeTime,
        double dropIncrease,
        double dropDecrease,
        double decreaseRatio,
        boolean weighted,
        int globalSessionWeight,
        int localSessionWeight,
        int renewSessionWeight) {
    static ConnectionThrottle read(Settings settings) throws ConfigException {
        return new ConnectionThrottle(
                settings.property("connection_throttle_tokens").integer(0, 0),
                settings.property("connection_throttle_fill_time").millis(1, 1),
                settings.property("connection_throttle_fill_count").integer(1, 1),
                settings.property("connection_throttle_freeze_time").millis(-1, -1),
                settings.property("connection_throttle_drop_increase").ratio(0.02),
                settings.property("connection_throttle_drop_decrease").ratio(0.002),
                settings.property("connection_throttle_decrease_ratio").ratio(0),
                settings.property("connection_throttle_weight_enabled").isTrue(false),
                settings.property("connection_throttle_global_session_weight").integer(3, 1),
                settings.property("connection_throttle_local_session_weight").integer(1, 1),
                settings.property("connection_throttle_renew_session_weight").integer(2, 1));
    }
}
