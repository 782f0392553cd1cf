package dev.paddock.datatree.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Closing does not sync. */
public interface DiskFile extends Closeable {
    long size() throws IOException;

    /**
     * Reads from {@code position} until the buffer is full or the file ends.
     *
     * @return how many bytes came, less than asked only at the end of the file, and never -1
     */
    int read(ByteBuffer into, long position) throws IOException;

    /** Writes all that remains in the buffer, from {@code position} on; a hole before it reads as zeros. */
    void write(ByteBuffer from, long position) throws IOException;

    /** Cuts the file, or lengthens it with zeros. */
    void setSize(long size) throws IOException;

    /** Returns when all that was written, and the size, would survive a loss of power. */
    void sync() throws IOException;
}
