package dev.paddock.datatree.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every disk does, real or not. */
abstract class DiskContract {
    private Disk disk;
    private Path directory;
    private Path file;

    /** A fresh disk, and a directory on it that exists and is empty. */
    abstract Disk disk() throws IOException;

    abstract Path directory() throws IOException;

    @BeforeEach
    void open() throws IOException {
        disk = disk();
        directory = directory();
        file = directory.resolve("file");
    }

    @Test
    void whatIsWrittenCanBeRead() throws IOException {
        try (DiskFile written = disk.create(file)) {
            written.write(bytes("hello"), 0);
            written.write(bytes("p!"), 3);

            assertThat(read(written, 0, 10)).isEqualTo("help!");
            assertThat(written.size()).isEqualTo(5);
        }
        try (DiskFile again = disk.openForReading(file)) {
            assertThat(read(again, 1, 3)).isEqualTo("elp");
        }
    }

    @Test
    void aReadBehindTheEndGivesNothing() throws IOException {
        try (DiskFile written = disk.create(file)) {
            written.write(bytes("abc"), 0);

            assertThat(read(written, 2, 5)).isEqualTo("c");
            assertThat(read(written, 3, 5)).isEmpty();
            assertThat(read(written, 99, 5)).isEmpty();
        }
    }

    @Test
    void holesReadAsZeros() throws IOException {
        try (DiskFile written = disk.create(file)) {
            written.write(bytes("x"), 3);
            written.setSize(6);

            assertThat(read(written, 0, 9)).isEqualTo("\0\0\0x\0\0");
        }
    }

    @Test
    void whatWasCutOffReadsAsZerosWhenTheFileGrowsAgain() throws IOException {
        try (DiskFile written = disk.create(file)) {
            written.write(bytes("abcdef"), 0);
            written.setSize(2);
            written.setSize(4);

            assertThat(read(written, 0, 9)).isEqualTo("ab\0\0");
        }
    }

    @Test
    void createEmptiesAFileThatExistsAndOpenDoesNot() throws IOException {
        write(file, "old");
        try (DiskFile opened = disk.open(file)) {
            assertThat(read(opened, 0, 9)).isEqualTo("old");
            opened.write(bytes("O"), 0);
        }
        assertThat(readAll(file)).isEqualTo("Old");
        disk.create(file).close();

        assertThat(disk.size(file)).isZero();
    }

    @Test
    void openForReadingDoesNotWrite() throws IOException {
        write(file, "old");
        try (DiskFile opened = disk.openForReading(file)) {
            assertThatThrownBy(() -> opened.write(bytes("new"), 0)).isInstanceOf(NonWritableChannelException.class);
        }
        assertThat(readAll(file)).isEqualTo("old");
    }

    @Test
    void renameReplacesWhatHasTheName() throws IOException {
        Path other = directory.resolve("other");
        write(file, "new");
        write(other, "old");
        disk.rename(file, other);

        assertThat(disk.list(directory)).containsExactly("other");
        assertThat(readAll(other)).isEqualTo("new");
    }

    @Test
    void namesAreListedInOrder() throws IOException {
        for (String name : new String[] {"b", "a.2", "a.10", "C"}) {
            write(directory.resolve(name), "");
        }
        disk.createDirectories(directory.resolve("d").resolve("e"));

        assertThat(disk.list(directory)).containsExactly("C", "a.10", "a.2", "b", "d");
        assertThat(disk.list(directory.resolve("d"))).containsExactly("e");
    }

    @Test
    void whatIsDeletedIsGone() throws IOException {
        write(file, "x");
        disk.delete(file);

        assertThat(disk.exists(file)).isFalse();
        assertThat(disk.list(directory)).isEmpty();
    }

    @Test
    void whatIsAbsentIsAnException() {
        Path absent = directory.resolve("absent");

        assertThat(absent).satisfies(path -> assertThat(disk.exists(path)).isFalse());
        assertThatThrownBy(() -> disk.open(absent)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.openForReading(absent)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.size(absent)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.delete(absent)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.rename(absent, file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.list(absent)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.syncDirectory(absent)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.create(absent.resolve("file"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void syncsSucceed() throws IOException {
        try (DiskFile written = disk.create(file)) {
            written.write(bytes("x"), 0);
            written.sync();
            written.setSize(100);
            written.sync();
        }
        disk.syncDirectory(directory);

        assertThat(readAll(file)).hasSize(100);
    }

    @Test
    void aClosedFileIsNotUsed() throws IOException {
        DiskFile closed = disk.create(file);
        closed.close();

        assertThatThrownBy(() -> closed.write(bytes("x"), 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(closed::size).isInstanceOf(IOException.class);
    }

    @Test
    void thereIsRoom() throws IOException {
        assertThat(disk.freeSpace(directory)).isPositive();
    }

    void write(Path path, String text) throws IOException {
        try (DiskFile written = disk.create(path)) {
            written.write(bytes(text), 0);
        }
    }

    private String readAll(Path path) throws IOException {
        try (DiskFile opened = disk.openForReading(path)) {
            return read(opened, 0, (int) opened.size());
        }
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String read(DiskFile file, long position, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        int count = file.read(into, position);
        assertThat(count).isEqualTo(into.position());
        return new String(into.array(), 0, count, StandardCharsets.ISO_8859_1);
    }
}
