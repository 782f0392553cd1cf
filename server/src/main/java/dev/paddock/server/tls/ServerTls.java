package dev.paddock.server.tls;

import dev.paddock.server.config.TlsConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How this server speaks TLS to clients. Certificates that are renewed count for the connections that come later; files
 * that cannot be used, since they are half written or worse, leave in place what was there.
 */
public final class ServerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final TlsConfig config;
    private final List<Path> files;

    /** Replaced as a whole. A new context knows no sessions, so nobody who is not trusted any more goes on with an old one. */
    private volatile Credentials credentials;

    /** Of the files when they were last looked at. The housekeeper's. */
    private List<Stamp> stamps;

    /** By what it can be told that a file is another one than before; all null if it is not there. */
    private record Stamp(FileTime modified, Object fileKey, long size) {
        private static final Stamp MISSING = new Stamp(null, null, -1);

        static Stamp of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.fileKey(), attributes.size());
            } catch (NoSuchFileException missing) {
                return MISSING;
            }
        }
    }

    /** @throws IOException if TLS cannot be spoken; the message says why, and what to do */
    public ServerTls(TlsConfig config) throws IOException {
        this.config = config;
        this.files = Stream.of(config.keyStore(), config.trustStore())
                .flatMap(store -> StoreFile.files(store).stream())
                .toList();
        this.stamps = stamps();
        this.credentials = Credentials.load(config);
        requireKnown();
    }

    private List<Stamp> stamps() throws IOException {
        List<Stamp> found = new ArrayList<>();
        for (Path file : files) {
            found.add(Stamp.of(file));
        }
        return found;
    }

    /** What the JVM does not know would fail with every handshake. */
    private void requireKnown() throws UnusableTlsException {
        SSLParameters known = credentials.context().getSupportedSSLParameters();
        requireKnown("ssl.enabledProtocols", config.enabledProtocols(), known.getProtocols());
        requireKnown("ssl.ciphersuites", config.cipherSuites(), known.getCipherSuites());
    }

    private static void requireKnown(String key, List<String> wanted, String[] known) throws UnusableTlsException {
        for (String one : wanted) {
            if (!List.of(known).contains(one)) {
                throw new UnusableTlsException(key + " has " + one + ", which this JVM does not know; accepted is "
                        + String.join(", ", known));
            }
        }
    }

    /** The server's end of a new connection. From any thread. */
    public SSLEngine newEngine(InetSocketAddress client) {
        SSLEngine engine =
                credentials.context().createSSLEngine(client.getAddress().getHostAddress(), client.getPort());
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(config.enabledProtocols().toArray(String[]::new));
        if (!config.cipherSuites().isEmpty()) {
            parameters.setCipherSuites(config.cipherSuites().toArray(String[]::new));
        }
        parameters.setUseCipherSuitesOrder(true);
        switch (config.clientAuth()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANT -> parameters.setWantClientAuth(true);
            case NEED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Whose certificates are accepted, as of whenever it is asked. */
    public X509TrustManager trust() {
        return new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
                credentials.trust().checkClientTrusted(chain, algorithm);
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
                credentials.trust().checkServerTrusted(chain, algorithm);
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return credentials.trust().getAcceptedIssuers();
            }
        };
    }

    /** Reads the files again if any of them is not what it was. To be called now and then, on one thread. */
    public void reloadIfChanged() {
        try {
            // Before they are read: what is written meanwhile is a change that is seen the next time.
            List<Stamp> now = stamps();
            if (now.equals(stamps)) {
                return;
            }
            stamps = now;
            credentials = Credentials.load(config);
            LOG.info("New connections get the keys and certificates that are now in {}", files);
        } catch (IOException unusable) {
            LOG.warn(
                    "Keys and certificates have changed and cannot be used; those from before stay in use. {}",
                    unusable.getMessage());
        }
    }
}
