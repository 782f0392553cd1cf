package dev.paddock.server.config;

/**
 * The page for Prometheus.
 *
 * @param prometheus whether there is one
 * @param host to bind
 * @param exportJvmInfo whether the JVM's own metrics are on it
 */
public record MetricsConfig(boolean prometheus, String host, int port, boolean exportJvmInfo) {
    private static final String PROMETHEUS = "org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider";
    private static final String NONE = "org.apache.zookeeper.metrics.impl.NullMetricsProvider";
    private static final String DEFAULT = "org.apache.zookeeper.metrics.impl.DefaultMetricsProvider";
    private static final int DEFAULT_PORT = 7000;

    static MetricsConfig read(Settings settings) throws ConfigException {
        Setting provider = settings.key("metricsProvider.className");
        String name = provider.text(DEFAULT);
        if (!name.equals(DEFAULT) && !name.equals(PROMETHEUS) && !name.equals(NONE)) {
            throw provider.refusal("metrics provider class was not found", DEFAULT + " or " + PROMETHEUS);
        }
        // Whatever else a provider may be configured with is none of ours.
        settings.keys("metricsProvider.");
        return new MetricsConfig(
                name.equals(PROMETHEUS),
                settings.key("metricsProvider.httpHost").text("0.0.0.0"),
                settings.key("metricsProvider.httpPort").port(DEFAULT_PORT),
                settings.key("metricsProvider.exportJvmInfo").isTrue(true));
    }
}
