package dev.paddock.client.cli;

import java.util.List;
import java.util.Locale;

/** What somebody may have meant. */
final class Suggestions {
    private Suggestions() {}

    /** The known word that is nearest to this one, or null if none is near. */
    static String likely(String word, List<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = Math.max(1, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** How many letters have to be added, removed, replaced or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int changed = least[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                least[i][j] = Math.min(changed, Math.min(least[i - 1][j], least[i][j - 1]) + 1);
                boolean isSwapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (isSwapped) {
                    least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
                }
            }
        }
        return least[a.length()][b.length()];
    }
}
