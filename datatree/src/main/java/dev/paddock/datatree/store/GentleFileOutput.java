package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.DiskFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongSupplier;

/**
 * A file that is written beside the log. What has not been synced when the log syncs may have to go to the disk first, and
 * whoever waits for the log waits for that; so it is synced in small pieces, and after each the disk is left to others for
 * as long as the piece took.
 */
final class GentleFileOutput extends OutputStream {
    private static final int PIECE = 1 << 18;

    private final DiskFile file;
    private final OutputStream out;
    private final LongSupplier nanoTime;
    private final Rest rest;

    /** Written since the last piece was synced. */
    private int unsynced;

    private long pieceBegan;

    GentleFileOutput(DiskFile file, LongSupplier nanoTime, Rest rest) {
        this.file = file;
        this.out = new DiskFileOutput(file);
        this.nanoTime = nanoTime;
        this.rest = rest;
        this.pieceBegan = nanoTime.getAsLong();
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        wrote(1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        wrote(length);
    }

    private void wrote(int bytes) throws IOException {
        unsynced += bytes;
        if (unsynced >= PIECE) {
            unsynced = 0;
            file.sync();
            rest.rest(nanoTime.getAsLong() - pieceBegan);
            pieceBegan = nanoTime.getAsLong();
        }
    }
}
