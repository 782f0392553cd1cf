package dev.paddock.server;

import dev.paddock.server.core.Core;
import java.util.concurrent.locks.LockSupport;

/** A thread of its own for the core, which sleeps while there is nothing to do. */
final class CoreThread implements CoreRunner, Runnable {
    /** A batch is over in a moment. Longer it takes only where it failed, and waits for who ends it. */
    private static final int LONGEST_BATCH_MILLIS = 5_000;

    private final Thread thread = new Thread(this, "paddock-core");
    private final FatalHandler fatal;

    private volatile Core core;
    private volatile boolean isAsleep;
    private volatile boolean isOver;

    CoreThread(FatalHandler fatal) {
        this.fatal = fatal;
    }

    @Override
    public void start(Core core) {
        this.core = core;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void signal() {
        if (isAsleep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void end() throws InterruptedException {
        isOver = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() != thread) {
            thread.join(LONGEST_BATCH_MILLIS);
        }
    }

    @Override
    public void run() {
        try {
            while (!isOver) {
                if (!core.step()) {
                    sleep();
                }
            }
        } catch (RuntimeException | Error broken) {
            fatal.fatal(
                    "The core has failed, and the state of this server can no longer be trusted: " + broken
                            + ". What was acknowledged is on disk. Start the server again, and report this.",
                    broken);
        }
    }

    /** Either this sees what came in meanwhile, or who brought it sees that this is asleep. */
    private void sleep() {
        isAsleep = true;
        while (!isOver && !core.hasWork()) {
            LockSupport.park(this);
        }
        isAsleep = false;
    }
}
