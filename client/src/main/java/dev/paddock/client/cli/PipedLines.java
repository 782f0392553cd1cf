package dev.paddock.client.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A script: nobody types, so nothing is prompted. */
final class PipedLines implements LineSource {
    private final BufferedReader in;

    PipedLines(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public String next(String prompt) throws IOException {
        return in.readLine();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
