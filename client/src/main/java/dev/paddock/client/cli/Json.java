package dev.paddock.client.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes JSON: maps, lists, texts, numbers, booleans and null. */
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** An object to which more can be put; it keeps the order. */
    static Map<String, Object> object(String key, Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(key, value);
        return object;
    }

    static String of(Object value) {
        Json json = new Json();
        json.append(value);
        return json.text.toString();
    }

    private void append(Object value) {
        if (value instanceof Map<?, ?> map) {
            append(map);
        } else if (value instanceof List<?> list) {
            append(list);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            append(value.toString());
        }
    }

    private void append(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            append(entry.getKey().toString());
            text.append(':');
            append(entry.getValue());
            separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private void append(List<?> list) {
        String separator = "[";
        for (Object element : list) {
            text.append(separator);
            append(element);
            separator = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
    }

    private void append(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7F || Character.isSurrogate(c)) {
                        text.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
