package dev.paddock.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * TLS on the secure client port.
 *
 * @param protocol of the context; the newest that the JVM has if not given
 * @param enabledProtocols only the protocol itself if empty
 * @param cipherSuites the JVM's choice if empty
 * @param verifyClientHostname whether a client's certificate has to be for the address that it comes from
 */
public record TlsConfig(
        Store keyStore,
        Store trustStore,
        Optional<String> protocol,
        List<String> enabledProtocols,
        List<String> cipherSuites,
        ClientAuth clientAuth,
        boolean verifyClientHostname,
        boolean crl,
        boolean ocsp) {
    /** Whether clients show a certificate. */
    public enum ClientAuth {
        NONE,
        WANT,
        NEED
    }

    /**
     * A file of keys or certificates.
     *
     * @param location where it is; the JVM's own default if not given
     * @param passwordFile counts before the password
     * @param type JKS, PEM, PKCS12 or BCFKS; told by the file's name if not given
     */
    public record Store(Optional<Path> location, String password, Optional<Path> passwordFile, Optional<String> type) {
        static Store read(Settings settings, String name) throws ConfigException {
            return new Store(
                    settings.property(name + ".location").path(),
                    settings.property(name + ".password").text(""),
                    settings.property(name + ".passwordPath").path(),
                    settings.property(name + ".type").text().map(type -> type.toUpperCase(Locale.ROOT)));
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Store[location=" + location + ", type=" + type + "]";
        }
    }

    /** @param needed whether there is a port for it */
    static TlsConfig read(Settings settings, boolean needed) throws ConfigException {
        TlsConfig config = new TlsConfig(
                Store.read(settings, "ssl.keyStore"),
                Store.read(settings, "ssl.trustStore"),
                settings.property("ssl.protocol").text(),
                settings.property("ssl.enabledProtocols").list(),
                settings.property("ssl.ciphersuites").list(),
                clientAuth(settings.property("ssl.clientAuth")),
                settings.property("ssl.clientHostnameVerification").isTrue(false),
                settings.property("ssl.crl").isTrue(false),
                settings.property("ssl.ocsp").isTrue(false));
        boolean ofProcess = settings.ofProcess("javax.net.ssl.keyStore") != null;
        if (needed && config.keyStore().location().isEmpty() && !ofProcess) {
            throw settings.property("ssl.keyStore.location")
                    .refusal("keystore not specified for client connection", "a file with the key of this server");
        }
        return config;
    }

    private static ClientAuth clientAuth(Setting setting) {
        String word = setting.text("need");
        for (ClientAuth auth : ClientAuth.values()) {
            if (auth.name().equalsIgnoreCase(word)) {
                return auth;
            }
        }
        setting.warn("accepted is none, want or need; it counts as need");
        return ClientAuth.NEED;
    }
}
