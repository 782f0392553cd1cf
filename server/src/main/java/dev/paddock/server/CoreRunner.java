package dev.paddock.server;

import dev.paddock.server.core.Core;

/** Has the core work while there is work, on one thread at a time. */
interface CoreRunner {
    /** To be called once, before anybody signals. */
    void start(Core core);

    /** There is something to do. From any thread. */
    void signal();

    /** When this returns the core is not run any more, unless it is the core that calls it. */
    void end() throws InterruptedException;
}
