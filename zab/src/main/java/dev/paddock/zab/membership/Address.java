package dev.paddock.zab.membership;

/** A host as it was configured, and a port. The host is never resolved here, and compared as it is written. */
public record Address(String host, int port) {
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
