package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A file from its beginning to its end. Closing leaves it open. */
final class DiskFileInput extends InputStream {
    private final DiskFile file;
    private long position;

    DiskFileInput(DiskFile file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = file.read(ByteBuffer.wrap(into, from, length), position);
        position += count;
        return count == 0 && length > 0 ? -1 : count;
    }
}
