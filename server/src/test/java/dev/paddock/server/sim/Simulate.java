package dev.paddock.server.sim;

import java.io.IOException;

/** The simulator of ensembles on the command line: {@code server/simulate}. */
public final class Simulate {
    private Simulate() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Doings doings = new Doings();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.print(doings)));
        dev.paddock.zab.sim.Simulate.run(EnsembleWorld.subject(doings), args);
    }
}
