package dev.paddock.server.sim;

import dev.paddock.zab.sim.MutationsContract;

/** The mistakes of {@code server/mutate}. */
class MutationsTest extends MutationsContract {
    MutationsTest() {
        super("dev/paddock/server/core");
    }
}
