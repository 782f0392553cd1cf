package dev.paddock.datatree.acl;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/** {@code x509}: a client is the subject of the certificate that it showed in the TLS handshake. */
public final class X509AuthProvider implements AuthProvider {
    static final String SCHEME = "x509";

    private final X509TrustManager trust;
    private final String superUser;

    /** @param superUser the subject who passes every ACL, in the form of RFC 2253, or null */
    public X509AuthProvider(X509TrustManager trust, String superUser) {
        this.trust = trust;
        this.superUser = superUser;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public List<Id> authenticate(Connection connection, Bytes data) throws AuthenticationRefused {
        List<X509Certificate> chain = connection.certificates();
        if (chain.isEmpty()) {
            throw new AuthenticationRefused("x509 without a client certificate");
        }
        X509Certificate client = chain.get(0);
        try {
            trust.checkClientTrusted(
                    chain.toArray(X509Certificate[]::new), client.getPublicKey().getAlgorithm());
        } catch (CertificateException untrusted) {
            throw new AuthenticationRefused(
                    "the certificate of " + client.getSubjectX500Principal() + " is not trusted", untrusted);
        }
        String subject = client.getSubjectX500Principal().getName();
        Id id = new Id(SCHEME, subject);
        return subject.equals(superUser) ? List.of(id, new Id(Identities.SUPER, subject)) : List.of(id);
    }

    @Override
    public boolean matches(String id, String aclId) {
        return id.equals(aclId) || id.equals(superUser);
    }

    @Override
    public boolean isAuthenticating() {
        return true;
    }

    /** A name as X.500 has them; the empty name is one. */
    @Override
    public boolean isValid(String id) {
        try {
            new X500Principal(id);
            return true;
        } catch (IllegalArgumentException notAName) {
            return false;
        }
    }
}
