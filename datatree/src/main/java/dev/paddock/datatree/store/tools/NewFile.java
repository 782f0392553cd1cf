package dev.paddock.datatree.store.tools;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a tool makes. It is kept only if all of it was written: half of a log looks like a whole one. */
final class NewFile implements Closeable {
    private final Path path;
    private final FileOutputStream file;
    private final OutputStream buffer;
    private boolean kept;

    NewFile(Path path) throws IOException {
        this.path = path;
        this.file = new FileOutputStream(path.toFile());
        this.buffer = new BufferedOutputStream(file);
    }

    void write(byte[] bytes) throws IOException {
        buffer.write(bytes);
    }

    /** All is written; on return it is on disk. */
    void keep() throws IOException {
        buffer.flush();
        file.getFD().sync();
        kept = true;
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (!kept) {
            Files.delete(path);
        }
    }
}
