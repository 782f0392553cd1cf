package dev.paddock.datatree.store;

import java.nio.file.Path;

/**
 * What a log file has behind its last record.
 *
 * @param hasRecords whether there is a record at all
 * @param offset where the tail begins
 * @param length from there up to the last byte that is not zero; 0 if there is none, so that the tail is clean
 * @param nonZeroBytes how many of them are not zero
 * @param fileSize the size of the file, room taken in advance included
 */
public record LogTail(Path file, boolean hasRecords, long offset, long length, long nonZeroBytes, long fileSize) {
    /** Whether something was dropped: records, or pieces of them, that a crash kept from being complete. */
    public boolean isTorn() {
        return length > 0;
    }

    @Override
    public String toString() {
        return isTorn()
                ? file + " ends at byte " + offset + " with a torn tail of " + length + " bytes, " + nonZeroBytes
                        + " of them not zero"
                : file + " ends at byte " + offset;
    }
}
