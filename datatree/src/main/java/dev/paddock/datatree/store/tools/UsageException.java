package dev.paddock.datatree.store.tools;

/** Arguments that a tool does not understand; the message is what to tell the user. */
final class UsageException extends Exception {
    UsageException(String message) {
        super(message);
    }
}
