package dev.paddock.datatree.store;

import java.io.IOException;
import java.nio.file.Path;

/** A log that cannot be what a server wrote, nor what a crash left of it. Going on could lose what was acknowledged. */
public final class DamagedLogException extends IOException {
    private static final String REMEDY = "Nothing was changed. Keep a copy of the directory. A member of an ensemble"
            + " may then be started with an empty version-2 directory, and gets everything from its leader; a server"
            + " that is alone needs this file from a backup.";

    private final transient Path file;
    private final long offset;
    private final String what;

    DamagedLogException(Path file, long offset, String what) {
        super("The transaction log " + file + " is damaged at byte " + offset + ": " + what + ". " + REMEDY);
        this.file = file;
        this.offset = offset;
        this.what = what;
    }

    /** What is wrong there, without the place and the remedy. */
    public String what() {
        return what;
    }

    public Path file() {
        return file;
    }

    /** Where in the file the damaged record begins. */
    public long offset() {
        return offset;
    }
}
