package dev.paddock.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.server.config.TlsConfig;
import dev.paddock.testing.Certificates;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFileTest {
    private static final String PASSWORD = Certificates.PASSWORD;

    @TempDir
    private static Path stores;

    private static Pem pem;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeAll
    static void makeKeys() throws Exception {
        pem = Pem.of(Certificates.open(new Certificates(stores).keyStore("keys.p12", "CN=localhost")), PASSWORD);
    }

    @BeforeEach
    void nameFile() {
        file = directory.resolve("keys.pem");
    }

    private static KeyStore load(Path file, String password, String type) throws UnusableTlsException {
        return new StoreFile(
                        new TlsConfig.Store(
                                "ssl.keyStore",
                                Optional.of(file),
                                password,
                                Optional.empty(),
                                Optional.ofNullable(type)),
                        file)
                .load();
    }

    private static KeyStore load(Path file) throws UnusableTlsException {
        return load(file, PASSWORD, null);
    }

    private static void assertIsSource(KeyStore store) throws Exception {
        String alias = store.aliases().nextElement();
        Key key = store.getKey(alias, PASSWORD.toCharArray());
        assertThat(key.getEncoded()).isEqualTo(pem.key().getEncoded());
        assertThat(store.getCertificateChain(alias)).containsExactly(pem.certificate());
    }

    private Path write(String type, Path path) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setKeyEntry("own", pem.key(), PASSWORD.toCharArray(), new Certificate[] {pem.certificate()});
        try (OutputStream out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return path;
    }

    @ParameterizedTest
    @CsvSource({"JKS,keys.jks", "PKCS12,keys.p12", "PKCS12,keys.PFX", "PKCS12,keys.pkcs12"})
    void theFormatIsToldByTheName(String type, String name) throws Exception {
        assertIsSource(load(write(type, directory.resolve(name))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "PKCS12"})
    void orIsGiven(String type) throws Exception {
        assertIsSource(load(write(type, directory.resolve("keys")), PASSWORD, type));
    }

    @Test
    void pemHoldsAKeyAndItsCertificateWithTextAround() throws Exception {
        Files.writeString(
                file, "subject=CN=localhost\n" + pem.keyBlock() + "Bag Attributes\n" + pem.certificateBlock());
        assertIsSource(load(file));
    }

    @Test
    void theKeyMayComeBehindItsCertificate() throws Exception {
        Files.writeString(file, pem.certificateBlock() + pem.keyBlock());
        assertIsSource(load(file));
    }

    @Test
    void theKeyMayBeEncrypted() throws Exception {
        Files.writeString(file, pem.encryptedKeyBlock(PASSWORD) + pem.certificateBlock());
        assertIsSource(load(file));
    }

    @Test
    void anEncryptedKeyNeedsItsPassword() throws Exception {
        Files.writeString(file, pem.encryptedKeyBlock("another") + pem.certificateBlock());
        assertThatThrownBy(() -> load(file))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("keystore password was incorrect");
    }

    /** The JDK leaves out the curve, which PKCS#8 has in another place, and the public key; OpenSSL writes both. */
    private static byte[] sec1(Pem own, PublicKey other) {
        byte[] curve = Pem.value(0xa0, own.curve());
        byte[] publicKey = Pem.value(0xa1, Pem.bits(other));
        return Pem.value(0x30, Pem.join(own.olderForm(), Pem.join(curve, publicKey)));
    }

    @Test
    void anEcKeyMayHaveItsOlderForm() throws Exception {
        byte[] older = sec1(pem, pem.certificate().getPublicKey());
        Files.writeString(file, Pem.block("EC PRIVATE KEY", older) + pem.certificateBlock());
        KeyStore store = load(file);
        assertIsSameSecret(store.getKey(store.aliases().nextElement(), PASSWORD.toCharArray()), pem.key());
    }

    private static void assertIsSameSecret(Key key, Key other) {
        assertThat(((ECPrivateKey) key).getS()).isEqualTo(((ECPrivateKey) other).getS());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void onAnyCurve(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair pair = generator.generateKeyPair();
        byte[] older = sec1(new Pem(pair.getPrivate(), pem.certificate()), pair.getPublic());

        assertIsSameSecret(
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(OlderKeys.ec(older))),
                pair.getPrivate());
    }

    @Test
    void anRsaKeyMayHaveItsOlderForm() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        Pem rsa = new Pem(generator.generateKeyPair().getPrivate(), pem.certificate());
        byte[] pkcs1 = Pem.value(0x30, rsa.olderForm());

        assertThat(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(OlderKeys.rsa(pkcs1))))
                .isEqualTo(rsa.key());
    }

    @Test
    void aKeyThatEndsTooEarlyIsRefused() throws Exception {
        for (int end = 0; end < 30; end++) {
            byte[] cut = Arrays.copyOf(Pem.value(0x30, pem.olderForm()), end);
            Files.writeString(file, Pem.block("EC PRIVATE KEY", cut) + pem.certificateBlock());
            assertThatThrownBy(() -> load(file)).isInstanceOf(UnusableTlsException.class);
        }
    }

    @Test
    void pemWithoutAKeyIsAStoreOfWhomToTrust() throws Exception {
        Files.writeString(file, pem.certificateBlock() + pem.certificateBlock());
        KeyStore store = load(file);
        assertThat(store.size()).isEqualTo(2);
        assertThat(store.getCertificate("certificate0")).isEqualTo(pem.certificate());
    }

    @Test
    void pemWithoutACertificateIsRefused() throws Exception {
        Files.writeString(file, pem.keyBlock());
        assertThatThrownBy(() -> load(file))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("Certificate file does not contain any certificates");
    }

    @Test
    void aKeyThatIsEncryptedInItsOlderFormIsRefusedWithAWayOut() throws Exception {
        String block = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES_256_CBC,00\n\nAAAA\n"
                + "-----END RSA PRIVATE KEY-----\n";
        Files.writeString(file, block + pem.certificateBlock());
        assertThatThrownBy(() -> load(file)).hasMessageContaining("openssl pkcs8 -topk8");
    }

    @ParameterizedTest
    @CsvSource({"JKS,keys.jks", "PKCS12,keys.p12"})
    void aWrongPasswordIsNamed(String type, String name) throws Exception {
        Path store = write(type, directory.resolve(name));
        assertThatThrownBy(() -> load(store, "wrong", null))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("keystore password was incorrect")
                .hasMessageContaining("ssl.keyStore.password")
                .hasMessageContaining(store.toString());
    }

    @Test
    void thePasswordInAFileCountsBeforeTheOther() throws Exception {
        Path store = write("PKCS12", directory.resolve("keys.p12"));
        Path password = directory.resolve("password");
        TlsConfig.Store config = new TlsConfig.Store(
                "ssl.keyStore", Optional.of(store), "wrong", Optional.of(password), Optional.empty());
        for (String end : new String[] {"", "\n", "\r\n"}) {
            Files.writeString(password, PASSWORD + end);
            assertIsSource(new StoreFile(config, store).load());
        }
        Files.delete(password);
        assertThatThrownBy(() -> new StoreFile(config, store).load())
                .hasMessageContaining("there is no file " + password);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> load(file))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("ssl.keyStore.location=" + file + ": there is no file " + file);
    }

    @Test
    void aNameThatDoesNotTellTheFormatIsRefusedInZooKeepersWords() {
        Path nameless = directory.resolve("keys.store");
        assertThatThrownBy(() -> load(nameless))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("Unable to auto-detect store file type from file name: " + nameless)
                .hasMessageContaining("ssl.keyStore.type");
    }

    @Test
    void anUnknownFormatIsRefused() {
        assertThatThrownBy(() -> load(file, PASSWORD, "DER"))
                .hasMessageContaining("ssl.keyStore.type=DER: accepted is JKS, PEM, PKCS12 or BCFKS");
    }

    @Test
    void aFormatOfAnotherProviderNeedsThat() throws Exception {
        Path store = Files.writeString(directory.resolve("keys.bcfks"), "");
        assertThatThrownBy(() -> load(store)).hasMessageContaining("this JVM has no provider for that");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys.p12", "keys.jks", "keys.pem"})
    void whatIsNoStoreIsRefused(String name) throws Exception {
        Path store = Files.write(directory.resolve(name), "nonsense".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> load(store))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("it cannot be read as");
    }
}
