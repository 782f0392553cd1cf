package dev.paddock.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a process has said, and how it has ended. */
public record Ended(String out, String err, int exitCode) {
    private static final int WITHIN_SECONDS = 120;

    /** Runs it to its end, with this for its standard input. */
    public static Ended of(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("process-");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Path in = Files.writeString(directory.resolve("in"), input);
        try {
            Process process = builder.redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                if (!process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("did not end in time: " + builder.command());
                }
            } finally {
                process.destroyForcibly();
            }
            return new Ended(Files.readString(out), Files.readString(err), process.exitValue());
        } finally {
            Directories.delete(directory);
        }
    }

    public List<String> outLines() {
        return out.lines().toList();
    }
}
