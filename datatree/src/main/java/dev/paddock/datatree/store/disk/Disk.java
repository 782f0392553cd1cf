package dev.paddock.datatree.store.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A place for files. Names are durable only after {@link #syncDirectory}, bytes only after {@link DiskFile#sync}. */
public interface Disk {
    /** A new empty file to read and write. A file of this name that exists already is emptied. */
    DiskFile create(Path file) throws IOException;

    /** An existing file, to read and write. */
    DiskFile open(Path file) throws IOException;

    /** An existing file, only to read: works on directories that are not ours to write. */
    DiskFile openForReading(Path file) throws IOException;

    boolean exists(Path path) throws IOException;

    /** The plain names in a directory, in ascending order; an absent directory is an {@code IOException}. */
    List<String> list(Path directory) throws IOException;

    long size(Path file) throws IOException;

    /** Gives a file another name, atomically; a file that has the name already is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file; one that is not there is an {@code IOException}. */
    void delete(Path file) throws IOException;

    /** Makes a directory and those above it, as far as they are absent. */
    void createDirectories(Path directory) throws IOException;

    /** Makes the names in a directory durable: those that came, changed or went. */
    void syncDirectory(Path directory) throws IOException;

    /** How many bytes may still be written where this directory is. */
    long freeSpace(Path directory) throws IOException;
}
