package dev.paddock.server;

/** How long a thread was busy with something that it does in parts. That thread's. */
final class Stopwatch {
    private long spentNanos;
    private long sinceNanos;

    void go() {
        sinceNanos = System.nanoTime();
    }

    void pause() {
        spentNanos += System.nanoTime() - sinceNanos;
    }

    /** What was spent so far, with what is going on; from here on it begins at 0. */
    long take() {
        pause();
        long spent = spentNanos;
        spentNanos = 0;
        go();
        return spent;
    }
}
