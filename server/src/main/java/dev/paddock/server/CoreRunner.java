package dev.paddock.server;

import dev.paddock.server.core.Core;

/** Has the core work while there is work, on one thread at a time. */
interface CoreRunner {
    /** To be called once, before anybody signals. */
    void start(Core core);

    /** There is something to do. From any thread. */
    void signal();

    /** The core is not run any more. */
    void end();
}
