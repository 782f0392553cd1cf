package dev.paddock.zab.sim;

/** What is simulated above the peers of an ensemble. */
@FunctionalInterface
public interface World {
    /** Made with the server; its process may start and end many times. */
    Application on(SimulatedServer server);

    /** Whether, once nothing goes wrong any more, all is as it should be. */
    default boolean isWell() {
        return true;
    }
}
