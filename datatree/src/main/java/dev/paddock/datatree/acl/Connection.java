package dev.paddock.datatree.acl;

import java.security.cert.X509Certificate;
import java.util.List;

/** What an {@link AuthProvider} may know of whoever wants to be authenticated. */
public interface Connection {
    /** The peer's address as text: a dotted quad, or eight groups of hex digits. */
    String remoteAddress();

    /** What the client showed in the TLS handshake, its own certificate first; empty if it showed none. */
    List<X509Certificate> certificates();
}
