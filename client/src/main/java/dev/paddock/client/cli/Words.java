package dev.paddock.client.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line. Blanks separate them; quotes of either kind make one word of what is between them, and nothing in
 * there is escaped. Quotes count at the beginning of a word only, and one that is not closed is passed over.
 */
final class Words {
    private Words() {}

    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (isQuote(c)) {
                int end = line.indexOf(c, at + 1);
                if (end >= 0) {
                    words.add(line.substring(at + 1, end));
                    at = end;
                }
                at++;
            } else {
                int end = endOfWord(line, at);
                words.add(line.substring(at, end));
                at = end;
            }
        }
        return words;
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static int endOfWord(String line, int start) {
        int end = start;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return end;
    }
}
