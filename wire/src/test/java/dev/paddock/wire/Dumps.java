package dev.paddock.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Reads bytes that a ZooKeeper has written, from text: a line with the name of a dump, then indented lines with its
 * bytes in hex, {@code |} between fields and remarks behind {@code ;}.
 */
public final class Dumps {
    private Dumps() {}

    public static Map<String, byte[]> read(Class<?> beside, String resource) {
        Map<String, StringBuilder> hex = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(beside.getResourceAsStream(resource), resource), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(" ")) {
                    current.append(line.split(";", 2)[0].replaceAll("[ |]", ""));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    current = new StringBuilder();
                    hex.put(line, current);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> dumps = new LinkedHashMap<>();
        hex.forEach((name, digits) -> dumps.put(name, Encoding.bytes(digits.toString())));
        return dumps;
    }
}
