package dev.paddock.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of the tests, for the processes that they start. */
public final class ClassPath {
    private ClassPath() {}

    /** The jars and directories whose names begin with one of these. */
    public static String of(String... beginnings) {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        return Arrays.stream(entries)
                .filter(entry -> Stream.of(beginnings)
                        .anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
