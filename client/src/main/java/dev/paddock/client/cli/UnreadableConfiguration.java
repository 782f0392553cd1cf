package dev.paddock.client.cli;

import java.io.IOException;
import java.nio.file.Path;

/** The file of {@code -client-configuration} is of no use. */
final class UnreadableConfiguration extends Exception {
    UnreadableConfiguration(Path file, IOException cause) {
        super("The client configuration " + file + " cannot be read: " + cause, cause);
    }
}
