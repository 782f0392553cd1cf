package dev.paddock.datatree.acl;

import dev.paddock.wire.Id;
import dev.paddock.wire.Utf8;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509TrustManager;

/** What the examples have in common: a few connections, and the providers of an ordinary server. */
final class Given {
    static final Id LOCALHOST = new Id("ip", "127.0.0.1");
    static final Id BOB = new Id("digest", "bob:ikIaKsbtGweaHnb/jKn7OHqbunM=");
    static final Id SUPER = new Id("super", "");
    static final String SUPER_DIGEST = "super:xQJmxLMiHGwaqBvst5y6rkB6HQs=";
    static final String ALICE = "CN=alice,OU=team x,O=Acme";
    static final Utf8 PATH = Utf8.of("/p");

    static final X509Certificate ALICES = certificate("""
            -----BEGIN CERTIFICATE-----
            MIIBuDCCAV2gAwIBAgIUHjOaIZjm6rR+FnfUbVu8Yj2YMjMwCgYIKoZIzj0EAwIw
            MDENMAsGA1UECgwEQWNtZTEPMA0GA1UECwwGdGVhbSB4MQ4wDAYDVQQDDAVhbGlj
            ZTAgFw0yNjExMjExODEwMzhaGA8yMTI2MTAyODE4MTAzOFowMDENMAsGA1UECgwE
            QWNtZTEPMA0GA1UECwwGdGVhbSB4MQ4wDAYDVQQDDAVhbGljZTBZMBMGByqGSM49
            AgEGCCqGSM49AwEHA0IABA5+XzTH7kjfRhJrRdVoxGUtQc8yInPXR/TcOxwbdaBo
            ndGvZ2kVc+zWtmtRe0A4CMad1MeFxNFBP2fXOHDJ7qSjUzBRMB0GA1UdDgQWBBTb
            NoZ/SOlzuY7btwvUG6aLxwBT2jAfBgNVHSMEGDAWgBTbNoZ/SOlzuY7btwvUG6aL
            xwBT2jAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQDBfvXEfmIl
            xEVEpQK52b0mAqANMcU7O/j+L3BeFmgMzgIhAOxcQ44QyLTDcqCysf/hq2i6AWLQ
            mK6XETr5Mhf+VF6l
            -----END CERTIFICATE-----
            """);

    static final X509TrustManager TRUSTS_ALL = new Trust(true);
    static final X509TrustManager TRUSTS_NOBODY = new Trust(false);

    private Given() {}

    static Connection from(String address, X509Certificate... certificates) {
        return new Connection() {
            @Override
            public String remoteAddress() {
                return address;
            }

            @Override
            public List<X509Certificate> certificates() {
                return List.of(certificates);
            }
        };
    }

    /** A fault fails the test. */
    static AuthProviders providers(AuthProvider... providers) {
        return new AuthProviders(List.of(providers), (provider, fault) -> {
            throw new AssertionError(fault);
        });
    }

    /** What a server has that was told nothing. */
    static AuthProviders ordinary() {
        return providers(new IpAuthProvider(), new DigestAuthProvider("SHA1", SUPER_DIGEST));
    }

    static AuthProviders all() {
        return providers(
                new IpAuthProvider(),
                new DigestAuthProvider("SHA1", SUPER_DIGEST),
                new SaslAuthProvider(null),
                new X509AuthProvider(TRUSTS_ALL, null),
                new EnsembleAuthProvider(Set.of("blue")));
    }

    private static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private record Trust(boolean trusts) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            if (!trusts) {
                throw new CertificateException("not one of ours");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            throw new CertificateException("nobody asks about servers");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
