package dev.paddock.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A directory with a zoo.cfg in it. */
record ConfigFolder(Path path) {
    /** Loads a file of these lines, the first two of which every server needs. */
    ServerConfig load(String... lines) throws ConfigException {
        return load(new Properties(), lines);
    }

    ServerConfig load(Properties system, String... lines) throws ConfigException {
        String needed = "dataDir=" + path + "\nclientPort=2181\n";
        return ServerConfig.load(write("zoo.cfg", needed + String.join("\n", lines)), system);
    }

    /** The same without a port for clients. */
    ServerConfig loadWithoutPort(String... lines) throws ConfigException {
        return ServerConfig.load(
                write("zoo.cfg", "dataDir=" + path + "\n" + String.join("\n", lines)), new Properties());
    }

    Path file() {
        return path.resolve("zoo.cfg");
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(path.resolve(name), content, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Properties properties(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }
}
