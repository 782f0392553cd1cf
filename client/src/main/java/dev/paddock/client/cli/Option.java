package dev.paddock.client.cli;

/**
 * An option of a command.
 *
 * @param value what its value is called, null if it has none
 * @param group options of the same group exclude each other, and one of them is needed; null for none
 */
record Option(String name, String value, String description, String group) {
    boolean hasValue() {
        return value != null;
    }

    /** As it is written. */
    String written() {
        return (name.equals(Manual.JSON) ? "--" : "-") + name;
    }
}
