package dev.paddock.datatree.store.disk;

/** The process is gone. An error, not an exception, so that nothing under test handles it. */
public final class SimulatedCrash extends Error {
    SimulatedCrash(String message) {
        super(message, null, false, false);
    }
}
