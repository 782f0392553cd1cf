package dev.paddock.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A test as the lists have it: {@code class#method}. */
record TestName(String className, String method) {
    static TestName parse(String text) {
        int hash = text.indexOf('#');
        if (hash < 0) {
            throw new IllegalArgumentException("class#method is expected, and not " + text);
        }
        return new TestName(text.substring(0, hash), text.substring(hash + 1));
    }

    /** One a line; a line may be empty, or begin with // and be for people. */
    static List<TestName> readList(Path file) throws IOException {
        return lines(file).stream().map(TestName::parse).toList();
    }

    static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .toList();
    }

    @Override
    public String toString() {
        return className + "#" + method;
    }
}
