package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What lies around the bytes of a snapshot. The end of the file's name tells which it is. */
public enum SnapshotCompression {
    NONE("") {
        @Override
        InputStream decompress(InputStream in) {
            return in;
        }

        @Override
        OutputStream compress(OutputStream out) {
            return out;
        }

        /** Every section ends in a seal, and every seal in these bytes. */
        @Override
        boolean looksComplete(DiskFile file) throws IOException {
            long size = file.size();
            return size >= 2 * SEAL_END.length && standsAt(file, size - SEAL_END.length, SEAL_END);
        }
    },

    GZ(".gz") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new GZIPInputStream(in, BUFFER_SIZE);
        }

        @Override
        OutputStream compress(OutputStream out) throws IOException {
            return new GZIPOutputStream(out, BUFFER_SIZE);
        }

        @Override
        boolean looksComplete(DiskFile file) throws IOException {
            return standsAt(file, 0, GZIP_MAGIC);
        }
    },

    SNAPPY(".snappy") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new SnappyInput(in);
        }

        @Override
        OutputStream compress(OutputStream out) throws IOException {
            return new SnappyOutput(out);
        }

        @Override
        boolean looksComplete(DiskFile file) throws IOException {
            return standsAt(file, 0, SnappyInput.MAGIC);
        }
    };

    private static final int BUFFER_SIZE = 1 << 16;
    private static final byte[] SEAL_END = {0, 0, 0, 1, '/'};
    private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};

    private final String suffix;

    SnapshotCompression(String suffix) {
        this.suffix = suffix;
    }

    static SnapshotCompression ofSuffix(String suffix) {
        for (SnapshotCompression compression : values()) {
            if (compression.suffix.equals(suffix)) {
                return compression;
            }
        }
        throw new IllegalArgumentException("no compression has the suffix " + suffix);
    }

    /** For a file of any name: what is compressed says so in its first bytes. */
    static SnapshotCompression ofContent(DiskFile file) throws IOException {
        if (GZ.looksComplete(file)) {
            return GZ;
        }
        return SNAPPY.looksComplete(file) ? SNAPPY : NONE;
    }

    /** What the name of a file ends in. */
    String suffix() {
        return suffix;
    }

    abstract InputStream decompress(InputStream in) throws IOException;

    /** To be closed when all is written, which completes what is compressed. */
    abstract OutputStream compress(OutputStream out) throws IOException;

    /** A look at a few bytes, as ZooKeeper takes it before it tries to load a file; it proves little. */
    abstract boolean looksComplete(DiskFile file) throws IOException;

    private static boolean standsAt(DiskFile file, long position, byte[] expected) throws IOException {
        byte[] found = new byte[expected.length];
        file.read(ByteBuffer.wrap(found), position);
        return Arrays.equals(found, expected);
    }
}
