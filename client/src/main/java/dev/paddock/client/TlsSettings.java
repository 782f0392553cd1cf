package dev.paddock.client;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How to speak TLS.
 *
 * @param context keys and whom to trust
 * @param verifyHostName whether the server's certificate has to be for the name in the connect string
 */
public record TlsSettings(SSLContext context, boolean verifyHostName) {
    /** A file of keys or certificates, in any format that the JVM's key stores have. */
    public record Store(Path file, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return file.toString();
        }

        private KeyStore load() throws IOException, GeneralSecurityException {
            return KeyStore.getInstance(file.toFile(), password.toCharArray());
        }
    }

    public static TlsSettings of(SSLContext context) {
        return new TlsSettings(context, true);
    }

    /**
     * With files. They are read here, once.
     *
     * @param keyStore the client's own certificate; null for none
     * @param trustStore whom to trust; null for whom the JVM trusts
     */
    public static TlsSettings ofStores(Store keyStore, Store trustStore) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (keyStore != null) {
            keys.init(keyStore.load(), keyStore.password().toCharArray());
        }
        trusted.init(trustStore == null ? null : trustStore.load());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyStore == null ? null : keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return of(context);
    }

    public TlsSettings withoutHostNames() {
        return new TlsSettings(context, false);
    }
}
