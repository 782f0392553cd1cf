package dev.paddock.client;

/** The part of the tree that a client takes for all of it. */
final class Chroot {
    /** Where the ensemble keeps its configuration: the same for every client. */
    static final String CONFIG = "/zookeeper/config";

    /** Empty if it is the whole tree. */
    private final String prefix;

    Chroot(String prefix) {
        this.prefix = prefix.equals("/") ? "" : prefix;
        if (!this.prefix.isEmpty()) {
            PathRules.check(this.prefix);
        }
    }

    /** {@code /} for the whole tree. */
    String path() {
        return prefix.isEmpty() ? "/" : prefix;
    }

    /** As the server has it. */
    String toServer(String path) {
        if (prefix.isEmpty() || path.equals(CONFIG)) {
            return path;
        }
        return path.equals("/") ? prefix : prefix + path;
    }

    /** As the server has a path to which it will add a number: {@code /} stands for all names below. */
    String toServerSequential(String path) {
        return prefix + path;
    }

    /** As the client's user has it. What is not below, as the ensemble's configuration, keeps its full path. */
    String toClient(String path) {
        if (prefix.isEmpty() || !path.startsWith(prefix)) {
            return path;
        }
        if (path.length() == prefix.length()) {
            return "/";
        }
        return path.charAt(prefix.length()) == '/' ? path.substring(prefix.length()) : path;
    }
}
