package dev.paddock.server.tls;

import dev.paddock.server.config.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A file of keys or certificates, with its password, in any format. */
final class StoreFile {
    private enum Type {
        JKS(".jks"),
        PEM(".pem"),
        PKCS12(".p12", ".pfx", ".pkcs12"),
        /** Of Bouncy Castle, if the JVM has it. */
        BCFKS(".bcfks");

        private final List<String> extensions;

        Type(String... extensions) {
            this.extensions = List.of(extensions);
        }

        static Optional<Type> named(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        static Optional<Type> ofFile(Path file) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(type -> type.extensions.stream().anyMatch(name::endsWith))
                    .findFirst();
        }
    }

    private final TlsConfig.Store config;
    private final Path path;

    StoreFile(TlsConfig.Store config, Path path) {
        this.config = config;
        this.path = path;
    }

    /** All that has to be read again if any of it changes. */
    static List<Path> files(TlsConfig.Store config) {
        return config.location().isEmpty()
                ? List.of()
                : config.passwordFile()
                        .map(password -> List.of(config.location().get(), password))
                        .orElse(List.of(config.location().get()));
    }

    KeyStore load() throws UnusableTlsException {
        Type type = type();
        try {
            return type == Type.PEM ? PemStore.load(Files.readString(path), password()) : load(type);
        } catch (NoSuchFileException missing) {
            throw refusal("there is no file " + missing.getFile(), missing);
        } catch (AccessDeniedException unreadable) {
            throw refusal("this process may not read " + unreadable.getFile(), unreadable);
        } catch (UnrecoverableKeyException wrongPassword) {
            throw wrongPassword(wrongPassword);
        } catch (IOException | GeneralSecurityException failure) {
            if (failure.getCause() instanceof UnrecoverableKeyException) {
                throw wrongPassword(failure);
            }
            throw refusal("it cannot be read as " + type + ": " + failure.getMessage(), failure);
        }
    }

    private Type type() throws UnusableTlsException {
        if (config.type().isPresent()) {
            String name = config.type().get();
            return Type.named(name)
                    .orElseThrow(() -> new UnusableTlsException(
                            config.key() + ".type=" + name + ": accepted is JKS, PEM, PKCS12 or BCFKS"));
        }
        return Type.ofFile(path)
                .orElseThrow(() -> refusal(
                        "Unable to auto-detect store file type from file name: " + path + ". Set " + config.key()
                                + ".type to JKS, PEM, PKCS12 or BCFKS.",
                        null));
    }

    private KeyStore load(Type type) throws IOException, GeneralSecurityException {
        KeyStore store;
        try {
            store = KeyStore.getInstance(type.name());
        } catch (KeyStoreException unknown) {
            throw new KeyStoreException("this JVM has no provider for that", unknown);
        }
        try (InputStream in = Files.newInputStream(path)) {
            store.load(in, password());
        }
        return store;
    }

    /** As the file of the password has it, if there is one, without the end of the line. */
    char[] password() throws IOException {
        if (config.passwordFile().isEmpty()) {
            return config.password().toCharArray();
        }
        String text = Files.readString(config.passwordFile().get(), StandardCharsets.UTF_8);
        return text.replaceFirst("\\r?\\n\\z", "").toCharArray();
    }

    UnusableTlsException wrongPassword(Exception cause) {
        return refusal(
                "keystore password was incorrect. Check " + config.key() + ".password or " + config.key()
                        + ".passwordPath, which counts before it.",
                cause);
    }

    UnusableTlsException refusal(String what, Exception cause) {
        return new UnusableTlsException(config.key() + ".location=" + path + ": " + what, cause);
    }
}
