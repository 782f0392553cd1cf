package dev.paddock.server.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.spec.InvalidKeySpecException;
import java.util.HexFormat;

/**
 * Private keys as OpenSSL wrote them before PKCS#8: the JDK reads them once the algorithm is put before them.
 *
 * <pre>
 * PKCS#8 (RFC 5208):  SEQUENCE { INTEGER 0, SEQUENCE { algorithm, parameters }, OCTET STRING { key } }
 * PKCS#1 (RFC 8017):  SEQUENCE { INTEGER 0, modulus, ... }
 * SEC 1 (RFC 5915):   SEQUENCE { INTEGER 1, OCTET STRING, [0] { curve }, [1] { public key } }
 * </pre>
 */
final class OlderKeys {
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xa0;

    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");

    /** rsaEncryption, and that it has no parameters. */
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");

    /** id-ecPublicKey. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private OlderKeys() {}

    static byte[] rsa(byte[] pkcs1) {
        return pkcs8(RSA, pkcs1);
    }

    static byte[] ec(byte[] sec1) throws InvalidKeySpecException {
        return pkcs8(join(EC, curve(sec1)), sec1);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return value(SEQUENCE, join(VERSION_0, value(SEQUENCE, algorithm), value(OCTET_STRING, key)));
    }

    private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
        try {
            ByteBuffer in = ByteBuffer.wrap(content(ByteBuffer.wrap(sec1), SEQUENCE));
            content(in, INTEGER);
            content(in, OCTET_STRING);
            return content(in, CURVE);
        } catch (BufferUnderflowException tooShort) {
            throw new InvalidKeySpecException("the key ends too early", tooShort);
        }
    }

    /** The content of the value that comes next, which has this tag. */
    private static byte[] content(ByteBuffer in, int tag) throws InvalidKeySpecException {
        int found = in.get() & 0xff;
        int length = in.get() & 0xff;
        if (length == 0x81) {
            length = in.get() & 0xff;
        } else if (length == 0x82) {
            length = in.getShort() & 0xffff;
        }
        if (found != tag || length > in.remaining()) {
            throw new InvalidKeySpecException("the key does not say what its curve is");
        }
        byte[] content = new byte[length];
        in.get(content);
        return content;
    }

    private static byte[] value(int tag, byte[] content) {
        return join(head(tag, content.length), content);
    }

    /** The length in as few bytes as it takes, or it is not accepted. */
    private static byte[] head(int tag, int length) {
        if (length < 0x80) {
            return new byte[] {(byte) tag, (byte) length};
        }
        return length < 0x100
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    }

    private static byte[] join(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
