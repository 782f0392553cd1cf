package dev.paddock.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
public final class Directories {
    private Directories() {}

    /** What is not there any more needs no deleting. */
    public static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            List<Path> deepestFirst = walk(directory, Comparator.reverseOrder());
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    /** To a place where nothing is yet. */
    public static void copy(Path from, Path to) throws IOException {
        for (Path file : walk(from, Comparator.naturalOrder())) {
            Files.copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static List<Path> walk(Path directory, Comparator<Path> order) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted(order).toList();
        }
    }
}
