package dev.paddock.server;

import dev.paddock.server.core.Core;
import java.util.concurrent.atomic.AtomicInteger;

/** No thread for the core: whoever brings something runs it, unless somebody does already. */
final class SerialCore implements CoreRunner {
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int AGAIN = 2;

    private final AtomicInteger state = new AtomicInteger(RUNNING);
    private final FatalHandler fatal;
    private volatile Core core;
    private volatile boolean isOver;

    SerialCore(FatalHandler fatal) {
        this.fatal = fatal;
    }

    @Override
    public void start(Core core) {
        this.core = core;
        run();
    }

    @Override
    public void signal() {
        while (true) {
            int now = state.get();
            if (now == AGAIN) {
                return;
            } else if (now == RUNNING) {
                if (state.compareAndSet(RUNNING, AGAIN)) {
                    return;
                }
            } else if (state.compareAndSet(IDLE, RUNNING)) {
                run();
                return;
            }
        }
    }

    private void run() {
        try {
            do {
                state.set(RUNNING);
                while (!isOver && core.step()) {
                    // There is more.
                }
            } while (!state.compareAndSet(RUNNING, IDLE));
        } catch (RuntimeException | Error broken) {
            fatal.fatal(
                    "The core has failed, and the state of this server can no longer be trusted: " + broken
                            + ". What was acknowledged is on disk. Start the server again, and report this.",
                    broken);
        }
    }

    /** Whoever runs it now is the last. */
    @Override
    public void end() {
        isOver = true;
    }
}
