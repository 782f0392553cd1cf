package dev.paddock.server.config;

import java.time.Duration;

/**
 * How many connections are accepted, and on what terms.
 *
 * @param perAddress of one IP address; 0 for any number
 * @param total in all; 0 for any number
 * @param sessionless how long a connection may take to open a session
 */
public record ConnectionLimits(
        int perAddress, int total, Duration sessionless, boolean tcpKeepAlive, ConnectionThrottle throttle) {
    private static final int DEFAULT_PER_ADDRESS = 60;
    private static final int DEFAULT_SESSIONLESS = 10_000;

    static ConnectionLimits read(Settings settings) throws ConfigException {
        return new ConnectionLimits(
                Math.max(0, settings.key("maxClientCnxns").integer(DEFAULT_PER_ADDRESS, Integer.MIN_VALUE)),
                settings.property("maxCnxns").integer(0, 0),
                settings.property("nio.sessionlessCnxnTimeout").millis(DEFAULT_SESSIONLESS, 1),
                settings.property("clientTcpKeepAlive").isTrue(false),
                ConnectionThrottle.read(settings));
    }
}
