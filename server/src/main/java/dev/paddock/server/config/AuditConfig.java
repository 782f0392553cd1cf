package dev.paddock.server.config;

/** Whether every change is written to the audit log. */
public record AuditConfig(boolean enabled) {
    private static final String LOGGER = "org.apache.zookeeper.audit.Slf4jAuditLogger";

    static AuditConfig read(Settings settings) throws ConfigException {
        boolean enabled = settings.property("audit.enable").isTrue(false);
        Setting type = settings.property("audit.impl.class");
        if (enabled && !type.text(LOGGER).equals(LOGGER)) {
            throw type.refusal("Couldn't instantiate " + type.text(""), LOGGER + ", or nothing");
        }
        return new AuditConfig(enabled);
    }
}
