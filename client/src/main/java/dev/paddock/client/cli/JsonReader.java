package dev.paddock.client.cli;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON, a value at a time, so that a long list need not be held. Maps, lists, texts, longs or doubles, booleans, null.
 */
final class JsonReader {
    /** Enough for every file that is meant; deeper nesting is refused before it costs the stack. */
    private static final int MAX_DEPTH = 64;

    private static final int END = -1;

    private final Reader in;

    /** Read, and not taken yet. */
    private int next;

    private int line = 1;
    private long characters;
    private int depth;

    JsonReader(Reader in) throws IOException {
        this.in = in;
        next = in.read();
    }

    /** The next character that is no blank, without taking it. */
    private int peek() throws IOException {
        while (next == ' ' || next == '\t' || next == '\n' || next == '\r' || next == 0xFEFF) {
            take();
        }
        return next;
    }

    private int take() throws IOException {
        int taken = next;
        if (taken == '\n') {
            line++;
        }
        characters++;
        next = in.read();
        return taken;
    }

    void expect(char c) throws IOException {
        if (peek() != c) {
            throw fault("'" + c + "' is expected");
        }
        take();
    }

    /** Takes it if it is there. */
    boolean takeIf(char c) throws IOException {
        if (peek() != c) {
            return false;
        }
        take();
        return true;
    }

    void expectEnd() throws IOException {
        if (peek() != END) {
            throw fault("the end is expected");
        }
    }

    Object value() throws IOException {
        switch (peek()) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return text();
            case END:
                throw fault("a value is expected");
            default:
                return word();
        }
    }

    private Map<String, Object> object() throws IOException {
        expect('{');
        enter();
        Map<String, Object> object = new LinkedHashMap<>();
        while (!takeIf('}')) {
            if (!object.isEmpty()) {
                expect(',');
            }
            String key = text();
            expect(':');
            object.put(key, value());
        }
        depth--;
        return object;
    }

    private List<Object> array() throws IOException {
        expect('[');
        enter();
        List<Object> array = new ArrayList<>();
        while (!takeIf(']')) {
            if (!array.isEmpty()) {
                expect(',');
            }
            array.add(value());
        }
        depth--;
        return array;
    }

    private void enter() throws IOException {
        if (++depth > MAX_DEPTH) {
            throw fault("values are nested more than " + MAX_DEPTH + " deep");
        }
    }

    String text() throws IOException {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = take();
            if (c == '"') {
                return text.toString();
            }
            if (c < ' ') {
                throw fault("a text is not closed");
            }
            text.append(c == '\\' ? escaped() : (char) c);
        }
    }

    private char escaped() throws IOException {
        int c = take();
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> fourDigits();
            default -> throw fault("there is no escape \\" + (char) c);
        };
    }

    private char fourDigits() throws IOException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(take(), 16);
            if (digit < 0) {
                throw fault("\\u is followed by four digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private Object word() throws IOException {
        StringBuilder word = new StringBuilder();
        while (next == '-' || next == '+' || next == '.' || Character.isLetterOrDigit(next)) {
            word.append((char) take());
        }
        String text = word.toString();
        switch (text) {
            case "true":
                return true;
            case "false":
                return false;
            case "null":
                return null;
            default:
                return number(text);
        }
    }

    private Object number(String text) throws IOException {
        try {
            boolean isWhole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
            if (isWhole) {
                return Long.parseLong(text);
            }
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            throw fault("'" + text + "' is no value");
        }
    }

    /** How much was read, in characters. */
    long position() {
        return characters;
    }

    /** With the line where it is. */
    IOException fault(String what) {
        return new IOException("line " + line + ": " + what);
    }
}
