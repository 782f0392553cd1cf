package dev.paddock.bench.load;

import java.time.Duration;

/**
 * What one run measured.
 *
 * @param operations that were answered in that time
 * @param serverCpu of all threads of the server in that time
 * @param generatorCpu of the one thread that asks
 * @param anomalies replies and events that were not as they have to be
 */
record Sample(
        long operations,
        Duration elapsed,
        Histogram latencies,
        Duration serverCpu,
        Duration generatorCpu,
        long events,
        long anomalies) {

    double perSecond() {
        return operations / seconds();
    }

    double eventsPerSecond() {
        return events / seconds();
    }

    double serverMicrosEach() {
        return micros(serverCpu) / operations;
    }

    double generatorMicrosEach() {
        return micros(generatorCpu) / operations;
    }

    double latencyMicros(double percent) {
        return latencies.percentile(percent) / 1e3;
    }

    private double seconds() {
        return elapsed.toNanos() / 1e9;
    }

    private static double micros(Duration duration) {
        return duration.toNanos() / 1e3;
    }
}
