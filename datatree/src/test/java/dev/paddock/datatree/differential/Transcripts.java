package dev.paddock.datatree.differential;

import java.util.List;

/** Two transcripts side by side. */
final class Transcripts {
    private static final int CONTEXT = 12;

    private Transcripts() {}

    /** Fails where they first differ, with what led there and what either side said. */
    static void requireEqual(String what, List<String> expected, List<String> actual) {
        int at = 0;
        while (at < expected.size() && at < actual.size() && expected.get(at).equals(actual.get(at))) {
            at++;
        }
        if (at == expected.size() && at == actual.size()) {
            return;
        }
        StringBuilder message = new StringBuilder(what)
                .append("\ndiffers from line ")
                .append(at + 1)
                .append(":\n");
        append(message, "  ", expected.subList(Math.max(0, at - CONTEXT), at));
        append(message, "- ", expected.subList(at, Math.min(expected.size(), at + CONTEXT)));
        append(message, "+ ", actual.subList(at, Math.min(actual.size(), at + CONTEXT)));
        throw new AssertionError(message.toString());
    }

    private static void append(StringBuilder message, String prefix, List<String> lines) {
        lines.forEach(line -> message.append(prefix).append(line).append('\n'));
    }
}
