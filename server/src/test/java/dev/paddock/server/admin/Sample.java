package dev.paddock.server.admin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a ZooKeeper 3.9.5 has answered once. */
final class Sample {
    private static final String NO_LINE_END = "\n<no newline at end>\n";

    private Sample() {}

    /** The answer to a word, in the file of all of them. */
    static String word(String word) throws IOException {
        String all = file("words-standalone.txt");
        String heading = "===== " + word + " =====\n";
        int start = all.indexOf(heading) + heading.length();
        String answer = all.substring(start, all.indexOf("=====", start));
        return answer.endsWith(NO_LINE_END) ? answer.substring(0, answer.length() - NO_LINE_END.length()) : answer;
    }

    static List<String> mntr() throws IOException {
        return file("mntr-standalone.txt").lines().toList();
    }

    private static String file(String name) throws IOException {
        try (InputStream in = Sample.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
