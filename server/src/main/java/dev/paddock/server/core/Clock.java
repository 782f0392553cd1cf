package dev.paddock.server.core;

/** The two kinds of time that the core is told: one that only goes on, and the one on the wall. */
public interface Clock {
    Clock SYSTEM = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }
    };

    long nanoTime();

    /** Milliseconds since 1970. */
    long wallMillis();
}
