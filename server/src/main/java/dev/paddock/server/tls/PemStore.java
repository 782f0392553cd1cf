package dev.paddock.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A file of PEM as a key store: a private key and the chain of its certificates, the own one first; or certificates alone,
 * which are those that are trusted. Text around the blocks is passed over.
 *
 * <p>A key may be PKCS#8, as it is or encrypted with the password, or one of the older forms {@code RSA PRIVATE KEY} and
 * {@code EC PRIVATE KEY} without encryption.
 */
final class PemStore {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String KEY_ALIAS = "key";

    private final List<Certificate> certificates = new ArrayList<>();

    /** The label and the content of the one block with a private key; null if there is none. */
    private String keyLabel;

    private byte[] key;

    private PemStore(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            String label = blocks.group(1);
            if (label.endsWith("CERTIFICATE")) {
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(content(blocks))));
            } else if (label.endsWith("PRIVATE KEY") && key == null) {
                keyLabel = label;
                key = content(blocks);
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("Certificate file does not contain any certificates");
        }
    }

    private static byte[] content(Matcher block) throws GeneralSecurityException {
        try {
            return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
        } catch (IllegalArgumentException noBase64) {
            throw new InvalidKeySpecException(
                    "the block " + block.group(1) + " is not base64 alone. A key of an older form that is encrypted is"
                            + " turned into one that can be read by openssl pkcs8 -topk8",
                    noBase64);
        }
    }

    /** @param password of the private key, if it has one; the store that comes of it has the same */
    static KeyStore load(String text, char[] password) throws IOException, GeneralSecurityException {
        PemStore pem = new PemStore(text);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (pem.key != null) {
            store.setKeyEntry(
                    KEY_ALIAS, pem.privateKey(password), password, pem.certificates.toArray(Certificate[]::new));
            return store;
        }
        for (int i = 0; i < pem.certificates.size(); i++) {
            store.setCertificateEntry("certificate" + i, pem.certificates.get(i));
        }
        return store;
    }

    private PrivateKey privateKey(char[] password) throws IOException, GeneralSecurityException {
        PKCS8EncodedKeySpec spec = switch (keyLabel) {
            case "PRIVATE KEY" -> new PKCS8EncodedKeySpec(key);
            case "ENCRYPTED PRIVATE KEY" -> decrypt(password);
            case "RSA PRIVATE KEY" -> new PKCS8EncodedKeySpec(OlderKeys.rsa(key));
            case "EC PRIVATE KEY" -> new PKCS8EncodedKeySpec(OlderKeys.ec(key));
            default -> throw new InvalidKeySpecException("a block " + keyLabel + " cannot be read");
        };
        String algorithm = certificates.get(0).getPublicKey().getAlgorithm();
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (InvalidKeySpecException other) {
            throw new InvalidKeySpecException(
                    "the first certificate is about a key of the algorithm " + algorithm
                            + ", and the private key is none",
                    other);
        }
    }

    private PKCS8EncodedKeySpec decrypt(char[] password) throws IOException, GeneralSecurityException {
        EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(key);
        // PBES2 is a family; which of it is told by the parameters.
        String algorithm = encrypted.getAlgName().equals("PBES2")
                ? encrypted.getAlgParameters().toString()
                : encrypted.getAlgName();
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
                    encrypted.getAlgParameters());
            return encrypted.getKeySpec(cipher);
        } catch (InvalidKeySpecException undecipherable) {
            UnrecoverableKeyException wrongPassword = new UnrecoverableKeyException("the private key stays encrypted");
            wrongPassword.initCause(undecipherable);
            throw wrongPassword;
        }
    }
}
