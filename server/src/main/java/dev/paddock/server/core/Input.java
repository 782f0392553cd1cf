package dev.paddock.server.core;

import dev.paddock.datatree.State;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.zab.Effect;
import dev.paddock.zab.message.Touch;
import java.util.List;
import java.util.function.Consumer;

/** Everything that the core can be told. It learns of the world in no other way. */
public sealed interface Input {
    /** What clients bring: bounded by the credits of the event loops, and taken after everything else. */
    sealed interface FromClient extends Input {}

    /** The handshake, with the timeout already within what is allowed. */
    record Connect(ClientLink link, ConnectRequest request, int timeoutMillis) implements FromClient {}

    /** All that one read of a socket has brought for the core, in order. */
    record Requests(ClientLink link, List<ClientRequest> requests) implements FromClient {}

    /** The connection is gone; behind everything else that it has brought. */
    record Disconnected(ClientLink link) implements FromClient {}

    /** Somebody wants to look at what the core has; it is carried out in steps. */
    record Ask(Inspection inspection) implements FromClient {}

    /** What is counted for those who look at the server is counted anew. */
    record ResetFigures() implements FromClient {}

    /** What the world has to say to whoever agrees. */
    sealed interface ToAgreement extends Input {}

    /** The log is on disk up to here. Only where a server stands alone. */
    record Durable(Zxid upTo) implements ToAgreement {}

    /** What this server's peer has to say. Only in an ensemble, in the order in which it says it. */
    record FromPeer(Effect.ToServer effect) implements ToAgreement {}

    /** Time goes on. */
    record Tick() implements ToAgreement {}

    /** In the place of all that was agreed upon: history was taken back, or a leader's snapshot has come. */
    record Replaced(State state) implements Input {}

    /**
     * Somebody is to be given the newest state there is: all that was delivered, and before a leader is established what
     * is on its tip as well.
     */
    record NewestAsked(Consumer<State> receiver) implements Input {}

    /** Containers and znodes with a time to live that may go. */
    record Expirable(List<Utf8> paths) implements Input {}

    /** Nothing more is to be begun; told is when all that was proposed is delivered, and every connection was ended. */
    record Stop(Runnable told) implements Input {}

    /** What agreement answers, always later than it was asked. */
    sealed interface FromAgreement extends Input {}

    /** These have been agreed upon, in this order. */
    record Delivered(List<Proposal> proposals) implements FromAgreement {}

    /** This has been agreed upon, and was decided elsewhere or in another reign. */
    record Agreed(Transaction transaction) implements FromAgreement {}

    /** This is in the log of a leader that is not established yet. */
    record TipExtended(Transaction transaction) implements FromAgreement {}

    /** A client of a learner wants this of its leader. */
    record Forwarded(LearnerRequest request) implements FromAgreement {}

    /** Clients may come. A leader numbers transactions from the start of its epoch. */
    record Serving(Mode mode, Zxid startOfEpoch) implements FromAgreement {}

    /** Nothing more is to be prepared: this leader is about to go. */
    record Holding() implements FromAgreement {}

    /** The role is over. */
    record ServingNobody() implements FromAgreement {}

    /** All that was proposed when this was asked for has been delivered. */
    record BarrierPassed(ClientRequest request) implements FromAgreement {}

    /** Whether the session may go on, on this connection. */
    record Attached(ClientLink link, ConnectRequest request, int timeoutMillis, boolean isAlive)
            implements FromAgreement {}

    /** This session, which was attached to the leader, goes on at a learner. */
    record Moved(long session) implements FromAgreement {}

    /** Whose clients are here, and were heard of since this was last asked? */
    record RecentTouchesAsked(Consumer<List<Touch>> receiver) implements FromAgreement {}

    /** These sessions end, unless their clients were heard of. */
    record TouchesAsked(List<Long> sessions) implements FromAgreement {}

    /** Nobody has heard of this session for too long. */
    record Expired(long session) implements FromAgreement {}
}
