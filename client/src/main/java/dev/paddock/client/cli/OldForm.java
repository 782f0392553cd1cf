package dev.paddock.client.cli;

/** A second word behind the path asks for a watch: the form of ZooKeeper before 3.5, which old scripts have. */
final class OldForm {
    private OldForm() {}

    static boolean isWatched(Arguments arguments, Output output, String name, String instead) {
        if (arguments.count() > 1) {
            output.error("'" + name + " path [watch]' has been deprecated. Please use '" + instead + "' instead.");
        }
        return arguments.has("w") || arguments.count() > 1;
    }
}
