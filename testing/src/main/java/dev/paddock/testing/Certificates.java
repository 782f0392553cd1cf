package dev.paddock.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys, and certificates that they have signed themselves, in a directory; the JDK's keytool makes them. */
public final class Certificates {
    /** Of every store. */
    public static final String PASSWORD = "password";

    private static final String ALIAS = "own";

    private final Path directory;

    public Certificates(Path directory) {
        this.directory = directory;
    }

    /**
     * A key store of one key.
     *
     * @param subject as in {@code CN=alice}
     * @param names that it is good for, as in {@code dns:localhost}
     */
    public Path keyStore(String file, String subject, String... names) throws IOException, InterruptedException {
        Path store = directory.resolve(file);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                subject,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        if (names.length > 0) {
            command.addAll(List.of("-ext", "san=" + String.join(",", names)));
        }
        Ended keytool = Ended.of(new ProcessBuilder(command), "");
        if (keytool.exitCode() != 0) {
            throw new IOException("keytool failed: " + keytool);
        }
        return store;
    }

    /** A store of whom to trust: the owners of those keys. */
    public Path trustStore(String file, Path... keyStores) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (Path store : keyStores) {
            trusted.setCertificateEntry(
                    store.getFileName().toString(), open(store).getCertificate(ALIAS));
        }
        Path path = directory.resolve(file);
        try (OutputStream out = Files.newOutputStream(path)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return path;
    }

    /** A store that was made here, to be taken apart. */
    public static KeyStore open(Path store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    /**
     * What a client needs to speak TLS.
     *
     * @param keyStore null for a client without a certificate
     */
    public static SSLContext context(Path keyStore, Path trustStore) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (keyStore != null) {
            keys.init(open(keyStore), PASSWORD.toCharArray());
        }
        trusted.init(open(trustStore));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyStore == null ? null : keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
