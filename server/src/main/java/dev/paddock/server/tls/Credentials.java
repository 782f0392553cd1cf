package dev.paddock.server.tls;

import dev.paddock.server.config.TlsConfig;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertPathBuilder;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What the files held when they were read.
 *
 * @param context for handshakes: with the keys of this server, and with all that a client's certificate is asked
 * @param trust whose certificates are accepted, by what is known here: it never asks anybody, so an event loop may use it
 */
record Credentials(SSLContext context, X509TrustManager trust) {
    /** How to find out that a key does not belong to a certificate. */
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    private static final String PKIX = "PKIX";

    static Credentials load(TlsConfig config) throws UnusableTlsException {
        KeyManager[] keys = keys(config.keyStore());
        try {
            X509ExtendedTrustManager trust = trusted(config.trustStore());
            X509ExtendedTrustManager ofHandshakes = config.crl() || config.ocsp() ? unrevoked(config, trust) : trust;
            if (config.verifyClientHostname()) {
                ofHandshakes = new AddressVerification(ofHandshakes);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {ofHandshakes}, null);
            return new Credentials(context, trust);
        } catch (UnusableTlsException unusable) {
            throw unusable;
        } catch (IOException | GeneralSecurityException failure) {
            throw new UnusableTlsException("TLS cannot be spoken: " + failure.getMessage(), failure);
        }
    }

    private static KeyManager[] keys(TlsConfig.Store config) throws UnusableTlsException {
        StoreFile file = new StoreFile(config, config.location().orElseThrow());
        KeyStore store = file.load();
        try {
            requireKeys(store, file);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, file.password());
            return factory.getKeyManagers();
        } catch (UnrecoverableKeyException wrongPassword) {
            throw file.wrongPassword(wrongPassword);
        } catch (UnusableTlsException unusable) {
            throw unusable;
        } catch (IOException | GeneralSecurityException failure) {
            throw file.refusal(failure.getMessage(), failure);
        }
    }

    /** A server without a key would find out with its first client, and so would one whose file is half renewed. */
    private static void requireKeys(KeyStore store, StoreFile file) throws IOException, GeneralSecurityException {
        boolean isThere = false;
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                isThere = true;
                requireMatch((PrivateKey) store.getKey(alias, file.password()), certificate, file);
            }
        }
        if (!isThere) {
            throw file.refusal("did not find a private key with a certificate in it", null);
        }
    }

    private static void requireMatch(PrivateKey key, X509Certificate certificate, StoreFile file)
            throws IOException, GeneralSecurityException {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        if (algorithm == null) {
            return;
        }
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        if (!signature.verify(signed)) {
            throw file.refusal(
                    "the private key does not belong to the certificate of " + certificate.getSubjectX500Principal()
                            + ", which has to be the first",
                    null);
        }
    }

    private static X509ExtendedTrustManager trusted(TlsConfig.Store config)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(PKIX);
        if (config.location().isEmpty()) {
            factory.init((KeyStore) null); // Whom the JVM trusts.
            return x509(factory);
        }
        StoreFile file = new StoreFile(config, config.location().get());
        factory.init(file.load());
        X509ExtendedTrustManager trust = x509(factory);
        if (trust.getAcceptedIssuers().length == 0) {
            throw file.refusal(
                    "Certificate file does not contain any certificates, so no client could be trusted", null);
        }
        return trust;
    }

    private static X509ExtendedTrustManager x509(TrustManagerFactory factory) throws KeyStoreException {
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new KeyStoreException("this JVM knows nothing of certificates"));
    }

    /** The same trust, but whoever was revoked has lost it. An issuer that does not answer is taken as a no. */
    private static X509ExtendedTrustManager unrevoked(TlsConfig config, X509TrustManager trust)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate issuer : trust.getAcceptedIssuers()) {
            anchors.add(new TrustAnchor(issuer, null));
        }
        Set<PKIXRevocationChecker.Option> options = EnumSet.noneOf(PKIXRevocationChecker.Option.class);
        if (!config.ocsp()) {
            options.add(PKIXRevocationChecker.Option.PREFER_CRLS);
        }
        if (!config.ocsp() || !config.crl()) {
            options.add(PKIXRevocationChecker.Option.NO_FALLBACK);
        }
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathBuilder.getInstance(PKIX).getRevocationChecker();
        checker.setOptions(options);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.addCertPathChecker(checker);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(PKIX);
        factory.init(new CertPathTrustManagerParameters(parameters));
        return x509(factory);
    }
}
