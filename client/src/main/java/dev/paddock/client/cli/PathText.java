package dev.paddock.client.cli;

/** Paths as they are typed: what is wrong with one is said before a server is asked, in ZooKeeper's words. */
final class PathText {
    private PathText() {}

    static String checked(String path) throws CommandFailed {
        if (path.isEmpty()) {
            throw new CommandFailed("Path length must be > 0");
        }
        if (path.charAt(0) != '/') {
            throw new CommandFailed("Path must start with / character");
        }
        if (path.length() > 1 && path.endsWith("/")) {
            throw new CommandFailed("Path must not end with / character");
        }
        return checkedParts(path);
    }

    /** A number will be added, so that it may end with a slash. */
    static String checkedSequential(String path) throws CommandFailed {
        checked(path + "1");
        return path;
    }

    private static String checkedParts(String path) throws CommandFailed {
        int start = 1;
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                checkPart(path, start, i);
                start = i + 1;
            } else if (c == 0) {
                throw invalid(path, "null character not allowed @" + i);
            } else if (c < ' ' || c >= 0x7F && c <= 0x9F || c >= 0xD800 && c <= 0xF8FF || c >= 0xFFF0) {
                throw invalid(path, "invalid character @" + i);
            }
        }
        if (path.length() > 1) {
            checkPart(path, start, path.length());
        }
        return path;
    }

    private static void checkPart(String path, int start, int end) throws CommandFailed {
        String part = path.substring(start, end);
        if (part.isEmpty()) {
            throw invalid(path, "empty node name specified @" + end);
        }
        if (part.equals(".") || part.equals("..")) {
            throw invalid(path, "relative paths not allowed @" + (end - 1));
        }
    }

    private static CommandFailed invalid(String path, String why) {
        return new CommandFailed("Invalid path string \"" + path + "\" caused by " + why);
    }

    static String child(String parent, String name) {
        return parent.equals("/") ? "/" + name : parent + "/" + name;
    }
}
