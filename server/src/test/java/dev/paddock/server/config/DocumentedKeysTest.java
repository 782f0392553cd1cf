package dev.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is shipped beside the program says what the program does. */
class DocumentedKeysTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern KEY = Pattern.compile("`([\\w.*-]+)`");
    private static final Pattern COMMENTED = Pattern.compile("(?m)^# ([\\w.-]+)=");

    @Test
    void everyKeyIsOnThePageAboutThem() throws IOException, ConfigException {
        Set<String> described = new TreeSet<>();
        Matcher matcher = KEY.matcher(Files.readString(HOME.resolve("docs/configuration.md")));
        while (matcher.find()) {
            described.add(matcher.group(1).replaceAll("\\.[NX*]$", "."));
        }
        Settings settings = Settings.of(Map.of("dataDir", "/data"), new Properties());
        ServerConfig.read(settings);
        Set<String> known = settings.asked();
        // Everything below it has a line of its own.
        known.remove("metricsProvider.");
        assertThat(described).containsAll(known);
    }

    @Test
    void theSampleKnowsNoKeyThatTheServerDoesNot() throws IOException, ConfigException {
        String sample = Files.readString(HOME.resolve("conf/zoo_sample.cfg"));
        Settings settings = Settings.of(Map.of("dataDir", "/data"), new Properties());
        ServerConfig.read(settings);
        Matcher matcher = COMMENTED.matcher(sample);
        Set<String> keys = new TreeSet<>();
        while (matcher.find()) {
            keys.add(matcher.group(1).replaceAll("\\.1$", "."));
        }
        assertThat(keys).isNotEmpty();
        assertThat(settings.asked()).containsAll(keys);
    }

    @Test
    void theSampleIsAConfiguration() throws ConfigException {
        ServerConfig config = ServerConfig.load(HOME.resolve("conf/zoo_sample.cfg"), new Properties());
        assertThat(config.warnings()).isEmpty();
        assertThat(config.data().dataDir()).isEqualTo(Path.of("/tmp/zookeeper"));
    }

    @Test
    void theShippedConfigurationNeedsNothingButToBeInstalled() throws ConfigException {
        Properties system = ConfigFolder.properties("paddock.home", "/opt/paddock");
        ServerConfig config = ServerConfig.load(HOME.resolve("conf/zoo.cfg"), system);
        assertThat(config.warnings()).isEqualTo(List.of());
        assertThat(config.data().dataDir()).isEqualTo(Path.of("/opt/paddock/data"));
    }
}
