package dev.paddock.server.sim;

import java.io.IOException;

/** The simulator of ensembles on the command line: {@code server/simulate}. */
public final class Simulate {
    private Simulate() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        dev.paddock.zab.sim.Simulate.run(EnsembleWorld.SUBJECT, args);
    }
}
