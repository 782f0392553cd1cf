package dev.paddock.server.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** What stands in a file of {@code key=value} lines. */
final class ConfigFile {
    /** Between a line, with all that ends it, and the next one. */
    private static final Pattern LINE_ENDS = Pattern.compile("(?<=\n)|(?<=\r)(?!\n)");

    private static final Pattern COMMENT = Pattern.compile("[ \t\f]*[#!]");

    private ConfigFile() {}

    /** @param number of the line, from 1; of an entry that is continued, its first one */
    record Entry(String value, int number) {}

    static Map<String, Entry> read(Path file) throws ConfigException {
        return parse(file, bytesOf(file));
    }

    private static byte[] bytesOf(Path file) throws ConfigException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new ConfigException(file + " file is missing");
        } catch (IOException unreadable) {
            throw new ConfigException("Error processing " + file + ": it cannot be read, " + unreadable);
        }
    }

    /**
     * The grammar of Java's properties. Here a file is only cut into its entries, so that each has a line number; what an
     * entry means the JDK says itself. Of equal keys the last one counts.
     */
    static Map<String, Entry> parse(Path file, byte[] bytes) throws ConfigException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        String[] lines = LINE_ENDS.split(new String(bytes, StandardCharsets.ISO_8859_1));
        int next = 0;
        while (next < lines.length) {
            int number = next + 1;
            StringBuilder entry = new StringBuilder(lines[next]);
            boolean comment = COMMENT.matcher(lines[next]).lookingAt();
            while (!comment && isContinued(lines[next]) && next + 1 < lines.length) {
                next++;
                entry.append(lines[next]);
            }
            next++;
            parse(file, number, entry.toString(), entries);
        }
        return entries;
    }

    /** An even number of backslashes are as many escaped ones. */
    private static boolean isContinued(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        int first = end;
        while (first > 0 && line.charAt(first - 1) == '\\') {
            first--;
        }
        return (end - first) % 2 == 1;
    }

    private static void parse(Path file, int number, String text, Map<String, Entry> entries) throws ConfigException {
        Properties entry = new Properties();
        try {
            entry.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new ConfigException("Error processing " + file + ", line " + number + ": " + malformed.getMessage()
                    + " (accepted is \\u with four hex digits; a backslash by itself is written twice)");
        }
        for (String key : entry.stringPropertyNames()) {
            entries.put(key.trim(), new Entry(entry.getProperty(key).trim(), number));
        }
    }
}
