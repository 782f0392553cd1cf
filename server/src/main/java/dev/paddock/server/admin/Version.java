package dev.paddock.server.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;

/**
 * What this server says that it is. Monitoring takes three numbers and a dash apart, so the version of ZooKeeper that it
 * stands in for comes first.
 *
 * @param compatible the version of ZooKeeper
 * @param own Paddock's
 * @param built the same for every build of the same sources
 */
public record Version(String compatible, String own, Instant built) {
    private static final String RESOURCE = "version.properties";
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** As the build has written it. */
    public static Version ofBuild() {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            build.load(in);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Version(
                build.getProperty("compatible"),
                build.getProperty("version"),
                Instant.parse(build.getProperty("built")));
    }

    @Override
    public String toString() {
        return compatible + "-paddock-" + own + ", built on " + MINUTES.format(built);
    }
}
