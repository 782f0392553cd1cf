package dev.paddock.client;

/** What a path may look like. The server knows too, but for reads it says no more than that there is no such znode. */
final class PathRules {
    private PathRules() {}

    /** A path of a znode. */
    static void check(String path) {
        if (path.length() > 1 && path.endsWith("/")) {
            throw refusal(path, "ends with /");
        }
        checkParts(path, path.length());
    }

    /** A path to which the server will add a number: it may end with a slash, and the number is the name. */
    static void checkSequential(String path) {
        checkParts(path, path.endsWith("/") ? path.length() - 1 : path.length());
    }

    private static void checkParts(String path, int end) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            throw refusal(path, "does not start with /");
        }
        int start = 1;
        for (int i = 1; i <= end; i++) {
            if (i == end || path.charAt(i) == '/') {
                if (end > 1) {
                    checkPart(path, start, i);
                }
                start = i + 1;
            } else if (isForbidden(path.charAt(i))) {
                throw refusal(path, "has a character at " + i + " that no path may have");
            }
        }
    }

    private static void checkPart(String path, int start, int end) {
        int length = end - start;
        if (length == 0) {
            throw refusal(path, "has an empty part");
        }
        boolean isDots = path.charAt(start) == '.' && (length == 1 || length == 2 && path.charAt(start + 1) == '.');
        if (isDots) {
            throw refusal(path, "has a part . or .., which has no meaning here");
        }
    }

    private static boolean isForbidden(char c) {
        return c <= 0x1F || c >= 0x7F && c <= 0x9F || c >= 0xD800 && c <= 0xF8FF || c >= 0xFFF0;
    }

    private static IllegalArgumentException refusal(String path, String why) {
        return new IllegalArgumentException("the path '" + path + "' " + why);
    }
}
