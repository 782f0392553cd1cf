package dev.paddock.server.net;

import dev.paddock.datatree.acl.Identities;
import dev.paddock.wire.Id;
import java.net.InetAddress;

/**
 * Whoever connects from an address: the same object for all that do, since there may be thousands.
 *
 * @param address as permissions know it
 * @param identities what a connection is before it has proved to be anybody
 */
record Peer(InetAddress inetAddress, String address, Identities identities) {
    static Peer of(InetAddress inetAddress) {
        String address = inetAddress.getHostAddress();
        return new Peer(inetAddress, address, Identities.of(new Id("ip", address)));
    }
}
