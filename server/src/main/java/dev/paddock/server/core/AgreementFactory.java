package dev.paddock.server.core;

import dev.paddock.datatree.State;
import dev.paddock.wire.Zxid;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Which agreement a core is given: that of a server that stands alone, or that of a member of an ensemble. */
@FunctionalInterface
public interface AgreementFactory {
    /**
     * @param committed what has been agreed upon, as the core has it when it is asked
     * @param later takes what is answered; it must not come to it before the core is done with what it does
     */
    Agreement create(Supplier<State> committed, Consumer<Input> later);

    /** @param state what there is at the start */
    static AgreementFactory alone(State state, Journal journal, int tickMillis, Clock clock) {
        return (committed, later) -> new SoloAgreement(state, journal, tickMillis, clock, later);
    }

    /**
     * @param peer is told what this server wants; it answers by {@link Input.FromPeer}, and takes nothing else while
     *     the core {@link Core#hasUrgentWork}
     * @param received the last transaction that the peer has heard of, agreed upon or not
     */
    static AgreementFactory inEnsemble(
            Consumer<dev.paddock.zab.Input> peer, Supplier<Zxid> received, int tickMillis, Clock clock) {
        return (committed, later) -> new EnsembleAgreement(peer, received, committed, tickMillis, clock, later);
    }
}
