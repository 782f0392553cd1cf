package dev.paddock.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Keys, and certificates that they have signed themselves or that an authority has signed, in a directory; the JDK's keytool
 * makes them.
 */
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
        List<String> options = new ArrayList<>(List.of("-keyalg", "EC", "-dname", subject, "-validity", "2"));
        if (names.length > 0) {
            options.addAll(List.of("-ext", "san=" + String.join(",", names)));
        }
        keytool("-genkeypair", store, "", options);
        return store;
    }

    /** A key store of one key that signs the certificates of others. */
    public Path authority(String file, String subject) throws IOException, InterruptedException {
        Path store = directory.resolve(file);
        keytool(
                "-genkeypair",
                store,
                "",
                List.of(
                        "-keyalg",
                        "EC",
                        "-dname",
                        subject,
                        "-validity",
                        "2",
                        "-ext",
                        "bc:c",
                        "-ext",
                        "ku=cRLSign,keyCertSign"));
        return store;
    }

    /**
     * A key store of one key, with a certificate from an authority.
     *
     * @param crl the address of the list of those that the authority has revoked
     */
    public Path signed(String file, String subject, Path authority, String crl)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = keyStore(file, subject);
        String request = keytool("-certreq", store, "", List.of());
        String signed =
                keytool("-gencert", authority, request, List.of("-rfc", "-validity", "2", "-ext", "crl=uri:" + crl));
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(signed.getBytes(StandardCharsets.US_ASCII)));
        KeyStore opened = open(store);
        Certificate[] chain = {certificate, open(authority).getCertificate(ALIAS)};
        opened.setKeyEntry(ALIAS, opened.getKey(ALIAS, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
        write(opened, store);
        return store;
    }

    /** The authority's list of certificates that it has revoked, which is only this one. */
    public Path revocationOf(Path store, Path authority)
            throws IOException, InterruptedException, GeneralSecurityException {
        X509Certificate revoked = (X509Certificate) open(store).getCertificate(ALIAS);
        Path list = directory.resolve(store.getFileName() + ".crl");
        keytool(
                "-gencrl",
                authority,
                "",
                List.of("-id", revoked.getSerialNumber().toString(), "-file", list.toString()));
        return list;
    }

    /** @return what it has said */
    private static String keytool(String action, Path store, String input, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), action, "-alias", ALIAS));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(options);
        Ended keytool = Ended.of(new ProcessBuilder(command), input);
        if (keytool.exitCode() != 0) {
            throw new IOException(action + " failed: " + keytool);
        }
        return keytool.out();
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
        write(trusted, path);
        return path;
    }

    private static void write(KeyStore store, Path path) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    /** A store that was made here, to be taken apart. */
    public static KeyStore open(Path store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    /** Lines of a {@code zoo.cfg}: TLS on this port, with these stores. To be added to. */
    public static Map<String, String> settings(int port, Path keyStore, Path trustStore) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("secureClientPort", Integer.toString(port));
        settings.put("secureClientPortAddress", "127.0.0.1");
        settings.put("ssl.keyStore.location", keyStore.toString());
        settings.put("ssl.keyStore.password", PASSWORD);
        settings.put("ssl.trustStore.location", trustStore.toString());
        settings.put("ssl.trustStore.password", PASSWORD);
        return settings;
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
