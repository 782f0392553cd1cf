package dev.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in a file ends in a configuration, or in an exception that says what is wrong with it. */
class ArbitraryFilesTest {
    private static Path file;

    @BeforeContainer
    static void makeAFile() throws IOException {
        file = Files.createTempFile("zoo", ".cfg");
    }

    @AfterContainer
    static void removeIt() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 1000)
    void bytesAreReadOrRefused(@ForAll byte[] bytes) throws IOException {
        Files.write(file, bytes);
        isReadOrRefused();
    }

    @Property(tries = 2000)
    void linesAreReadOrRefused(@ForAll("lines") List<String> lines) throws IOException {
        Files.write(file, ("dataDir=/data\n" + String.join("\n", lines)).getBytes(StandardCharsets.ISO_8859_1));
        isReadOrRefused();
    }

    private static void isReadOrRefused() {
        try {
            assertThat(ServerConfig.load(file, new Properties())).isNotNull();
        } catch (ConfigException refused) {
            assertThat(refused).message().isNotBlank();
        }
    }

    /** Known keys with values that are sometimes right. Addresses are left out: names are asked of the network. */
    @Provide
    Arbitrary<List<String>> lines() throws ConfigException {
        Settings settings = Settings.of(Map.of("dataDir", "/data"), new Properties());
        ServerConfig.read(settings);
        TreeSet<String> keys = settings.asked();
        keys.removeIf(key -> key.endsWith("PortAddress"));
        Arbitrary<String> key = Arbitraries.of(keys).map(name -> name.endsWith(".") ? name + "1" : name);
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of(
                        "true", "false", "yes", "no", "3", "0", "-1", "", "\\u0000", "1:2:3", "*", "9".repeat(30)),
                Arbitraries.of(
                        "127.0.0.1:1:2",
                        "127.0.0.1:1:2:observer;3",
                        "[::1]:1:2;[::1]:3",
                        "a|b;c",
                        "[",
                        "127.0.0.1:1:2|"),
                Arbitraries.integers().map(String::valueOf),
                Arbitraries.strings().ascii().ofMaxLength(10));
        return Combinators.combine(key, value)
                .as((name, text) -> name + "=" + text)
                .list()
                .ofMaxSize(8);
    }
}
