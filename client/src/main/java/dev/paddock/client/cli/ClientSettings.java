package dev.paddock.client.cli;

import dev.paddock.client.PaddockClient;
import dev.paddock.client.PaddockClientBuilder;
import dev.paddock.client.TlsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;

/**
 * How to make a session: what the arguments say, and the properties of ZooKeeper's clients that mean something here.
 *
 * @param timeout of the session
 */
record ClientSettings(String servers, Duration timeout, boolean readOnlyAllowed, Properties properties) {
    private static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(30);

    /** An operator who lists a large znode wants to see it. */
    private static final int DEFAULT_MAX_BYTES = 64 << 20;

    PaddockClientBuilder builder(String connectString) throws CommandFailed {
        PaddockClientBuilder builder = PaddockClient.builder()
                .sessionTimeout(timeout)
                .requestTimeout(requestTimeout())
                .maxResponseBytes(number("jute.maxbuffer", DEFAULT_MAX_BYTES))
                .readOnlyAllowed(readOnlyAllowed);
        try {
            builder.connectString(connectString);
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailed(malformed.getMessage());
        }
        if (Boolean.parseBoolean(properties.getProperty("zookeeper.client.secure"))) {
            builder.tls(tls());
        }
        return builder;
    }

    private Duration requestTimeout() throws CommandFailed {
        int millis = number("zookeeper.request.timeout", 0);
        return millis > 0 ? Duration.ofMillis(millis) : DEFAULT_REQUEST_TIMEOUT;
    }

    private int number(String key, int otherwise) throws CommandFailed {
        String value = properties.getProperty(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.decode(value.trim());
        } catch (NumberFormatException noNumber) {
            throw new CommandFailed(key + " is '" + value + "'; it takes a number");
        }
    }

    private TlsSettings tls() throws CommandFailed {
        try {
            TlsSettings tls = TlsSettings.ofStores(store("keyStore"), store("trustStore"));
            String verified = properties.getProperty("zookeeper.ssl.hostnameVerification", "true");
            return Boolean.parseBoolean(verified) ? tls : tls.withoutHostNames();
        } catch (IOException | GeneralSecurityException unusable) {
            throw new CommandFailed("The keys for TLS cannot be used: " + unusable.getMessage());
        }
    }

    private TlsSettings.Store store(String name) {
        String location = properties.getProperty("zookeeper.ssl." + name + ".location");
        if (location == null) {
            return null;
        }
        String password = properties.getProperty("zookeeper.ssl." + name + ".password", "");
        return new TlsSettings.Store(Path.of(location), password);
    }
}
