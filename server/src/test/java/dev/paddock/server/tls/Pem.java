package dev.paddock.server.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/** What is in a key store as PEM, in the forms that OpenSSL writes. */
record Pem(Key key, Certificate certificate) {
    private static final int ITERATIONS = 1000;
    private static final String CIPHER = "PBEWithHmacSHA256AndAES_256";

    static Pem of(KeyStore store, String password) throws GeneralSecurityException {
        String alias = store.aliases().nextElement();
        return new Pem(store.getKey(alias, password.toCharArray()), store.getCertificate(alias));
    }

    static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    String certificateBlock() throws GeneralSecurityException {
        return block("CERTIFICATE", certificate.getEncoded());
    }

    String keyBlock() {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** As {@code openssl pkcs8 -topk8} writes it, with PBES2. */
    String encryptedKeyBlock(String password) throws GeneralSecurityException, IOException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(CIPHER).generateSecret(new PBEKeySpec(password.toCharArray())),
                new PBEParameterSpec(new byte[16], ITERATIONS));
        byte[] encrypted = cipher.doFinal(key.getEncoded());
        byte[] pbes2 = HexFormat.of().parseHex("06092a864886f70d01050d");
        byte[] parameters = cipher.getParameters().getEncoded();
        byte[] algorithm = value(0x30, join(pbes2, parameters));
        return block("ENCRYPTED PRIVATE KEY", value(0x30, join(algorithm, value(0x04, encrypted))));
    }

    /** The content of the older form of a key, which PKCS#8 has in its last part; an EC key is without its curve there. */
    byte[] olderForm() {
        ByteBuffer pkcs8 = ByteBuffer.wrap(key.getEncoded());
        enter(pkcs8);
        skip(pkcs8); // The version.
        skip(pkcs8); // The algorithm.
        enter(pkcs8);
        enter(pkcs8);
        byte[] older = new byte[pkcs8.remaining()];
        pkcs8.get(older);
        return older;
    }

    /** The curve of an EC key, which PKCS#8 has beside the algorithm. */
    byte[] curve() {
        ByteBuffer pkcs8 = ByteBuffer.wrap(key.getEncoded());
        enter(pkcs8);
        skip(pkcs8);
        int length = enter(pkcs8);
        int end = pkcs8.position() + length;
        skip(pkcs8);
        byte[] curve = new byte[end - pkcs8.position()];
        pkcs8.get(curve);
        return curve;
    }

    /** A public key as EC keys have it in their older form. */
    static byte[] bits(PublicKey key) {
        ByteBuffer x509 = ByteBuffer.wrap(key.getEncoded());
        enter(x509);
        skip(x509); // The algorithm.
        byte[] bits = new byte[x509.remaining()];
        x509.get(bits);
        return bits;
    }

    private static int enter(ByteBuffer der) {
        der.get();
        int length = der.get() & 0xff;
        if (length < 0x80) {
            return length;
        }
        return length == 0x81 ? der.get() & 0xff : der.getShort() & 0xffff;
    }

    private static void skip(ByteBuffer der) {
        int length = enter(der);
        der.position(der.position() + length);
    }

    static byte[] value(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return join(head, content);
    }

    static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
