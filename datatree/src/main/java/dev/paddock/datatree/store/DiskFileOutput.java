package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.DiskFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A file from its beginning on. Closing leaves it open, to be synced. */
final class DiskFileOutput extends OutputStream {
    private final DiskFile file;
    private long position;

    DiskFileOutput(DiskFile file) {
        this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        file.write(ByteBuffer.wrap(bytes, from, length), position);
        position += length;
    }
}
