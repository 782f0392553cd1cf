package dev.paddock.zab.peer;

import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.Recovered;

/** One server's part in the agreement: inputs in, effects out, and no other way between it and the world. */
public final class Peer {
    private final PeerSettings settings;
    private final Recovered recovered;

    public Peer(PeerSettings settings, Recovered recovered) {
        this.settings = settings;
        this.recovered = recovered;
    }

    /** Takes one input. The effects are to be carried out in their order, and before the next input if they can be. */
    public void step(Input input, Effects effects) {
        throw new AssertionError("no rule for " + input + " at " + settings.self() + " with " + recovered);
    }
}
