package dev.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sentences that people search for when ZooKeeper does not start, in a file of examples. */
class InvalidConfigurationsTest {
    @TempDir
    private Path directory;

    record Example(String name, List<String> files, List<String> lines, ExitCode exitCode, String sentence) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> examples() throws IOException {
        try (InputStream in = InvalidConfigurationsTest.class.getResourceAsStream("invalid-configurations.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^### ")).skip(1).map(InvalidConfigurationsTest::parse);
        }
    }

    private static Example parse(String text) {
        List<String> lines = text.strip().lines().toList();
        int separator = lines.indexOf("----");
        String[] end = lines.get(separator + 1).split(" ", 2);
        List<String> given = lines.subList(1, separator);
        return new Example(
                lines.get(0),
                given.stream().filter(InvalidConfigurationsTest::isFile).toList(),
                given.stream().filter(line -> !isFile(line)).toList(),
                Arrays.stream(ExitCode.values())
                        .filter(code -> code.code() == Integer.parseInt(end[0]))
                        .findFirst()
                        .orElseThrow(),
                end[1]);
    }

    private static boolean isFile(String line) {
        return line.startsWith("myid ") || line.startsWith("dynamic ");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRefusedWithZooKeepersSentence(Example example) {
        ConfigFolder folder = new ConfigFolder(directory);
        for (String file : example.files) {
            String[] nameAndContent = file.split(" ", 2);
            folder.write(nameAndContent[0], nameAndContent[1]);
        }
        String dataDir = example.sentence.startsWith("dataDir") ? "" : "dataDir=" + directory + "\n";
        String lines = "tickTime=2000\n" + dataDir + String.join("\n", example.lines);
        Path file = folder.write("zoo.cfg", lines.replace("DIR", directory.toString()));

        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> ServerConfig.load(file, new Properties()));

        assertThat(refused).hasMessageContaining(example.sentence.replace("DIR", directory.toString()));
        assertThat(refused.exitCode()).isEqualTo(example.exitCode);
        assertThat(refused).as("what would be accepted").hasMessageContaining("accepted ");
    }
}
