package dev.paddock.client.cli;

import java.io.Closeable;
import java.io.IOException;

/** Where commands come from. */
interface LineSource extends Closeable {
    /** The next line, or null at the end. The prompt is shown to who types it. */
    String next(String prompt) throws IOException;
}
