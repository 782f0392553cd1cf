package dev.paddock.server.tls;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The same trust, but for clients alone whose certificate is for the IP address that they come from. The JDK has such a check
 * for names of servers, and does not stand by it for those of clients.
 */
final class AddressVerification extends X509ExtendedTrustManager {
    /** As the names of a certificate have them. */
    private static final int IP_ADDRESS = 7;

    private final X509ExtendedTrustManager trust;

    AddressVerification(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
            throws CertificateException {
        trust.checkClientTrusted(chain, algorithm, engine);
        if (!isFor(engine.getPeerHost(), chain[0])) {
            throw new CertificateException("the certificate of " + chain[0].getSubjectX500Principal()
                    + " is not for the address that the client comes from (ssl.clientHostnameVerification)");
        }
    }

    private static boolean isFor(String address, X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null
                && names.stream()
                        .filter(name -> name.get(0).equals(IP_ADDRESS))
                        .anyMatch(name -> isSame(address, (String) name.get(1)));
    }

    /** Both are addresses as they are, and nobody is asked for a name; but an IPv6 address may be written in many ways. */
    private static boolean isSame(String address, String other) {
        try {
            return InetAddress.getByName(address).equals(InetAddress.getByName(other));
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket) {
        throw new AssertionError("clients come through engines");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm) {
        throw new AssertionError("it takes an engine to know the address");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
            throws CertificateException {
        trust.checkServerTrusted(chain, algorithm, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
            throws CertificateException {
        trust.checkServerTrusted(chain, algorithm, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
        trust.checkServerTrusted(chain, algorithm);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
