package dev.paddock.datatree.acl;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.util.List;

/**
 * {@code ip}: a client is the address that it comes from. An ACL names an address or a network, {@code 10.1.0.0/16},
 * {@code fe80::/10}; bits beyond the network do not count. IPv4 and IPv6 never match each other.
 */
public final class IpAuthProvider implements AuthProvider {
    static final String SCHEME = "ip";

    private static final int V4_SIZE = 4;
    private static final int V6_SIZE = 16;
    private static final int LONGEST_GROUP = 4;

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public List<Id> authenticate(Connection connection, Bytes data) {
        return List.of(new Id(SCHEME, connection.remoteAddress()));
    }

    @Override
    public boolean matches(String id, String aclId) {
        byte[] network = addressOf(aclId);
        byte[] address = parse(id, id.length());
        if (network == null || address == null || network.length != address.length) {
            return false;
        }
        int bits = bitsOf(aclId, network);
        if (bits < 0) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (network[i] != address[i]) {
                return false;
            }
        }
        int mask = 0xFF00 >> bits % 8;
        return bits % 8 == 0 || ((network[whole] ^ address[whole]) & mask & 0xFF) == 0;
    }

    @Override
    public boolean isAuthenticating() {
        return false;
    }

    @Override
    public boolean isValid(String id) {
        byte[] network = addressOf(id);
        return network != null && bitsOf(id, network) >= 0;
    }

    /** The address before the slash, or null. */
    private static byte[] addressOf(String aclId) {
        int slash = aclId.indexOf('/');
        return parse(aclId, slash < 0 ? aclId.length() : slash);
    }

    /** The number after the slash, without one all bits of the address, or -1 if that is no number of its bits. */
    private static int bitsOf(String aclId, byte[] address) {
        int slash = aclId.indexOf('/');
        int all = address.length * 8;
        return slash < 0 ? all : number(aclId, slash + 1, aclId.length(), 10, all);
    }

    /** Four or sixteen bytes, or null. */
    private static byte[] parse(String text, int end) {
        int colon = text.indexOf(':');
        return colon >= 0 && colon < end ? parseV6(text, end) : parseV4(text, end);
    }

    private static byte[] parseV4(String text, int end) {
        byte[] address = new byte[V4_SIZE];
        int from = 0;
        for (int i = 0; i < V4_SIZE; i++) {
            int dot = text.indexOf('.', from);
            boolean last = dot < 0 || dot >= end;
            if (last != (i == V4_SIZE - 1)) {
                return null;
            }
            int to = last ? end : dot;
            int part = number(text, from, to, 10, 0xFF);
            if (part < 0) {
                return null;
            }
            address[i] = (byte) part;
            from = to + 1;
        }
        return address;
    }

    /** Groups of hex digits. Two colons in a row, once, stand for as many groups of zero as are missing, at least one. */
    private static byte[] parseV6(String text, int end) {
        byte[] address = new byte[V6_SIZE];
        int gap = text.indexOf("::");
        if (gap < 0 || gap >= end) {
            return groups(text, 0, end, address) == V6_SIZE ? address : null;
        }
        byte[] tail = new byte[V6_SIZE];
        int headSize = gap == 0 ? 0 : groups(text, 0, gap, address);
        int tailSize = gap + 2 == end ? 0 : groups(text, gap + 2, end, tail);
        if (headSize < 0 || tailSize < 0 || headSize + tailSize > V6_SIZE - 2) {
            return null;
        }
        System.arraycopy(tail, 0, address, V6_SIZE - tailSize, tailSize);
        return address;
    }

    /** How many bytes the groups fill, or -1 if one is malformed or they are too many. */
    private static int groups(String text, int from, int end, byte[] into) {
        int size = 0;
        int start = from;
        while (start <= end) {
            int colon = text.indexOf(':', start);
            int to = colon < 0 || colon > end ? end : colon;
            int group = to - start > LONGEST_GROUP ? -1 : number(text, start, to, 16, 0xFFFF);
            if (group < 0 || size == V6_SIZE) {
                return -1;
            }
            into[size] = (byte) (group >> 8);
            into[size + 1] = (byte) group;
            size += 2;
            start = to + 1;
        }
        return size;
    }

    /** A number up to {@code max}, leading zeros and a plus sign allowed, or -1. */
    private static int number(String text, int from, int to, int radix, int max) {
        try {
            int number = Integer.parseInt(text, from, to, radix);
            return number > max ? -1 : Math.max(number, -1);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
