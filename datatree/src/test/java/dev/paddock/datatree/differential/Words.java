package dev.paddock.datatree.differential;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The words of a command, taken one after the other. They are separated by blanks; {@code "…"} keeps blanks and knows the
 * escapes {@code \" \\} and <code>\</code>{@code uXXXX}; the bare word {@code null} is null.
 */
final class Words {
    private final String line;
    private final Deque<Word> left;

    private record Word(String text, boolean quoted) {}

    private Words(String line, List<Word> words) {
        this.line = line;
        this.left = new ArrayDeque<>(words);
    }

    static Words of(String line) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == ' ') {
                at++;
                continue;
            }
            StringBuilder text = new StringBuilder();
            boolean inQuotes = false;
            boolean quoted = false;
            while (at < line.length() && (inQuotes || line.charAt(at) != ' ')) {
                char c = line.charAt(at++);
                if (c == '"') {
                    inQuotes = !inQuotes;
                    quoted = true;
                } else if (inQuotes && c == '\\') {
                    char escaped = line.charAt(at++);
                    if (escaped == 'u') {
                        text.append((char) Integer.parseInt(line.substring(at, at + 4), 16));
                        at += 4;
                    } else {
                        text.append(escaped);
                    }
                } else {
                    text.append(c);
                }
            }
            words.add(new Word(text.toString(), quoted));
        }
        return new Words(line, words);
    }

    /** The text as a word of a command: the inverse of reading one. */
    static String quote(String text) {
        if (text == null) {
            return "null";
        }
        boolean bare =
                !text.isEmpty() && !text.equals("null") && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"');
        if (bare) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7F) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    boolean isEmpty() {
        return left.isEmpty();
    }

    /** The next word. */
    String next() {
        if (left.isEmpty()) {
            throw new IllegalArgumentException("more words expected: " + line);
        }
        Word word = left.remove();
        return word.quoted() || !word.text().equals("null") ? word.text() : null;
    }

    int nextInt() {
        return Integer.decode(next());
    }

    /** The next word as a number, or this number at the end. */
    int nextInt(int otherwise) {
        return atEnd() ? otherwise : nextInt();
    }

    /** At the end of the line, or of a sub-operation. */
    boolean atEnd() {
        return left.isEmpty() || left.peek().text().equals(";");
    }

    /** Takes the next word if it is this one. */
    boolean nextIs(String expected) {
        if (!left.isEmpty() && left.peek().text().equals(expected)) {
            left.remove();
            return true;
        }
        return false;
    }

    /** Takes the word {@code key=value} out of those left, up to the end, and returns the value. */
    String option(String key, String otherwise) {
        String prefix = key + "=";
        for (Word word : left) {
            if (word.text().equals(";")) {
                break;
            }
            if (word.text().startsWith(prefix)) {
                left.remove(word);
                return word.text().substring(prefix.length());
            }
        }
        return otherwise;
    }

    void requireEmpty() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "not understood from '" + left.peek().text() + "' on: " + line);
        }
    }
}
