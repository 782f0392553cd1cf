package dev.paddock.datatree.acl;

/** Comparison of text that holds a hash: how long it takes tells nothing of where the first difference is. */
final class ConstantTime {
    private ConstantTime() {}

    /** Only the lengths show. */
    static boolean equal(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        int differences = 0;
        for (int i = 0; i < one.length(); i++) {
            differences |= one.charAt(i) ^ other.charAt(i);
        }
        return differences == 0;
    }
}
