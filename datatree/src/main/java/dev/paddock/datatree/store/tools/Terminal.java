package dev.paddock.datatree.store.tools;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Where a tool prints, and where its user answers. */
public record Terminal(PrintStream out, PrintStream err, Reader in) {
    /** Those of this process, in UTF-8 whatever the locale is. The output is buffered: a log has many lines. */
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    /** Asks without ending the line; the answer stands behind the question. */
    void prompt(String question) {
        out.print(question);
        out.flush();
    }

    void flush() {
        out.flush();
        err.flush();
    }

    /** What a failure means to an operator. The file system's own exceptions say little more than a path. */
    static String describe(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be accessed by this user";
        }
        if (failure instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
