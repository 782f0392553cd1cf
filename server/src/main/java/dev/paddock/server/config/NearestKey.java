package dev.paddock.server.config;

import java.util.Collection;
import java.util.Locale;

/** Which key somebody may have meant. */
final class NearestKey {
    /** One mistake in so many letters is a slip; more of them make another word. */
    private static final int LETTERS_PER_MISTAKE = 4;

    private NearestKey() {}

    /** Null if none is near. */
    static String to(String written, Collection<String> known) {
        String nearest = null;
        int fewest = Math.max(1, written.length() / LETTERS_PER_MISTAKE) + 1;
        for (String key : known) {
            int mistakes = Math.abs(key.length() - written.length()) < fewest ? mistakes(written, key) : fewest;
            if (mistakes < fewest) {
                nearest = key;
                fewest = mistakes;
            }
        }
        return nearest;
    }

    /** How many letters are to be changed, added or left out, whatever their case (Levenshtein). */
    private static int mistakes(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int changed = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(changed, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[to.length()];
    }
}
