package dev.paddock.datatree.store;

import java.io.IOException;

/** Something to do on the thread of the log, once all that was appended before it is durable. */
@FunctionalInterface
public interface LogTask {
    /** Failing, in whatever way, is a failure of the log. */
    void run(LogAppender appender) throws IOException;
}
