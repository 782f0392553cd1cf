package dev.paddock.server.config;

import dev.paddock.datatree.store.StoreDirectories;
import java.nio.file.Path;

/**
 * Where the files are.
 *
 * @param dataDir snapshots in {@code version-2}, {@code myid}, the pid file
 * @param dataLogDir transaction logs in {@code version-2}; the same if not configured
 * @param autocreate whether missing directories are made
 * @param databaseAutocreate whether an empty directory is a new database; else only with a file {@code initialize} in it
 */
public record DataConfig(Path dataDir, Path dataLogDir, boolean autocreate, boolean databaseAutocreate) {
    /** Written as a value, it stands for the directory that this server is installed in, which a launcher knows. */
    private static final String HOME = "paddock.home";

    private static final String HOME_REFERENCE = "${" + HOME + "}";

    static DataConfig read(Settings settings) throws ConfigException {
        Setting dataDir = settings.key("dataDir");
        if (dataDir.text().isEmpty()) {
            throw dataDir.refusal("dataDir is not set", "the directory for snapshots and myid");
        }
        Path snapshots = directory(dataDir, settings);
        Setting dataLogDir = settings.key("dataLogDir");
        return new DataConfig(
                snapshots,
                dataLogDir.text().isEmpty() ? snapshots : directory(dataLogDir, settings),
                settings.property("datadir.autocreate").isTrue(true),
                settings.property("db.autocreate").isTrue(true));
    }

    private static Path directory(Setting setting, Settings settings) throws ConfigException {
        Path path = setting.path().orElseThrow();
        String text = path.toString();
        if (text.startsWith(HOME_REFERENCE)) {
            String home = settings.ofProcess(HOME);
            if (home == null) {
                throw setting.refusal(
                        HOME_REFERENCE + " is not known", "a path, or -D" + HOME + "=..., which bin/zkServer.sh gives");
            }
            return Path.of(home + text.substring(HOME_REFERENCE.length()));
        }
        if (!path.isAbsolute() && !text.startsWith(".")) {
            setting.warn(text + " is relative. Prepend ./ to indicate that you're sure! It is taken as "
                    + path.toAbsolutePath());
        }
        return path;
    }

    public StoreDirectories directories() {
        return StoreDirectories.of(dataDir, dataLogDir);
    }
}
