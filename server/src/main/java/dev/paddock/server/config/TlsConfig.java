package dev.paddock.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * TLS on the secure client port. What the files of it hold is found out when the server starts.
 *
 * @param enabledProtocols at least one
 * @param cipherSuites the JVM's choice if empty
 * @param verifyClientHostname whether a client's certificate has to be for the address that it comes from
 * @param crl whether lists of revoked certificates are asked for
 * @param ocsp whether issuers are asked what they have revoked
 * @param authProvider the scheme by which a client is known that has shown a certificate
 * @param mostHandshakes that are going on at the same time; 0 for any number
 */
public record TlsConfig(
        Store keyStore,
        Store trustStore,
        List<String> enabledProtocols,
        List<String> cipherSuites,
        ClientAuth clientAuth,
        boolean verifyClientHostname,
        boolean crl,
        boolean ocsp,
        String authProvider,
        int mostHandshakes) {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final int DEFAULT_HANDSHAKES = 1000;

    /** Whether clients show a certificate. */
    public enum ClientAuth {
        NONE,
        WANT,
        NEED
    }

    /**
     * A file of keys or certificates.
     *
     * @param key of the settings about it, without what follows the last dot
     * @param location where it is; the JVM's own default if not given
     * @param passwordFile counts before the password
     * @param type JKS, PEM, PKCS12 or BCFKS; told by the file's name if not given
     */
    public record Store(
            String key, Optional<Path> location, String password, Optional<Path> passwordFile, Optional<String> type) {
        static Store read(Settings settings, String key) throws ConfigException {
            return new Store(
                    key,
                    settings.property(key + ".location").path(),
                    settings.property(key + ".password").text(""),
                    settings.property(key + ".passwordPath").path(),
                    settings.property(key + ".type").text().map(type -> type.toUpperCase(Locale.ROOT)));
        }

        /** As Java itself is told of it. */
        private static Optional<Store> ofProcess(Settings settings) {
            return Optional.ofNullable(settings.ofProcess("javax.net.ssl.keyStore"))
                    .map(file -> new Store(
                            "javax.net.ssl.keyStore",
                            Optional.of(Path.of(file)),
                            Optional.ofNullable(settings.ofProcess("javax.net.ssl.keyStorePassword"))
                                    .orElse(""),
                            Optional.empty(),
                            Optional.of(Optional.ofNullable(settings.ofProcess("javax.net.ssl.keyStoreType"))
                                    .orElse("PKCS12"))));
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Store[location=" + location + ", type=" + type + "]";
        }
    }

    /** @param isNeeded whether there is a port for it */
    static TlsConfig read(Settings settings, boolean isNeeded) throws ConfigException {
        Store keyStore = Store.read(settings, "ssl.keyStore");
        Store trustStore = Store.read(settings, "ssl.trustStore");
        TlsConfig config = new TlsConfig(
                keyStore.location().isPresent()
                        ? keyStore
                        : Store.ofProcess(settings).orElse(keyStore),
                trustStore,
                protocols(settings.property("ssl.protocol"), settings.property("ssl.enabledProtocols")),
                settings.property("ssl.ciphersuites").list(),
                clientAuth(settings.property("ssl.clientAuth")),
                settings.property("ssl.clientHostnameVerification").isTrue(false),
                settings.property("ssl.crl").isTrue(false),
                settings.property("ssl.ocsp").isTrue(false),
                settings.property("ssl.authProvider").text("x509"),
                Math.max(
                        0,
                        settings.property("netty.server.outstandingHandshake.limit")
                                .integer(DEFAULT_HANDSHAKES, -1)));
        provider(settings.property("ssl.sslProvider"));
        if (isNeeded) {
            config.requireStores(settings);
        }
        return config;
    }

    /** The name TLS stands for all versions that are fit to be spoken. */
    private static List<String> protocols(Setting protocol, Setting enabled) {
        String name = protocol.text("TLS");
        if (!enabled.list().isEmpty()) {
            return enabled.list();
        }
        return name.equals("TLS") ? PROTOCOLS : List.of(name);
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

    private static void provider(Setting setting) {
        if (!setting.text("JDK").equals("JDK")) {
            setting.warn("accepted is JDK, which is what is used");
        }
    }

    private void requireStores(Settings settings) throws ConfigException {
        if (keyStore.location().isEmpty()) {
            throw settings.property("ssl.keyStore.location")
                    .refusal("keystore not specified for client connection", "a file with the key of this server");
        }
        if (trustStore.location().isEmpty() && clientAuth != ClientAuth.NONE) {
            settings.warn("zookeeper.ssl.trustStore.location not specified: clients are trusted whose certificates this"
                    + " JVM trusts by itself, which is every site of the web (ssl.clientAuth="
                    + clientAuth.name().toLowerCase(Locale.ROOT) + ")");
        }
    }
}
