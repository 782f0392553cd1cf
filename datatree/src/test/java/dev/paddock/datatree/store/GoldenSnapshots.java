package dev.paddock.datatree.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Snapshots that real servers wrote, some of them damaged afterwards. */
final class GoldenSnapshots {
    private GoldenSnapshots() {}

    /** A path below the directory of all sets. */
    static Path file(String path) {
        try {
            return Path.of(GoldenSnapshots.class.getResource("/golden").toURI()).resolve(path);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String path) {
        try {
            return Files.readAllBytes(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of all sets that are called like snapshots, and a stream of the admin server. */
    static List<String> all() throws IOException {
        Path golden = file("");
        try (Stream<Path> files = Files.walk(golden)) {
            return files.filter(file -> file.getFileName().toString().startsWith("snapshot"))
                    .filter(Files::isRegularFile)
                    .map(file -> golden.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
