package dev.paddock.datatree.store;

import java.io.IOException;

/** A snapshot that cannot be loaded, for whatever reason: the next older one has to do. */
public final class UnusableSnapshotException extends IOException {
    private final String file;
    private final long offset;

    UnusableSnapshotException(String file, long offset, String expectedAndFound) {
        super(file + ", byte " + offset + ": expected " + expectedAndFound);
        this.file = file;
        this.offset = offset;
    }

    UnusableSnapshotException(String file, long offset, IOException cause) {
        super(file + ", byte " + offset + ": expected to read on, but " + cause, cause);
        this.file = file;
        this.offset = offset;
    }

    /** The file, or whatever name the source of the bytes has. */
    public String file() {
        return file;
    }

    /** Where in the snapshot, counted in bytes that are not compressed. */
    public long offset() {
        return offset;
    }
}
