package dev.paddock.server.core;

import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.ConnectRequest;
import java.util.List;

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

    /** The log is on disk up to here. */
    record Durable(Zxid upTo) implements Input {}

    /** Time goes on. */
    record Tick() implements Input {}

    /** Containers and znodes with a time to live that may go. */
    record Expirable(List<Utf8> paths) implements Input {}

    /** Nothing more is to be begun; told is when all that was proposed is delivered, and every connection was ended. */
    record Stop(Runnable told) implements Input {}

    /** What agreement answers, always later than it was asked. */
    sealed interface FromAgreement extends Input {}

    /** These have been agreed upon, in this order. */
    record Delivered(List<Proposal> proposals) implements FromAgreement {}

    /** All that was proposed when this was asked for has been delivered. */
    record BarrierPassed(ClientRequest request) implements FromAgreement {}

    /** Whether the session may go on, on this connection. */
    record Attached(ClientLink link, ConnectRequest request, int timeoutMillis, boolean isAlive)
            implements FromAgreement {}

    /** These sessions end, unless their clients were heard of. */
    record TouchesAsked(List<Long> sessions) implements FromAgreement {}

    /** Nobody has heard of this session for too long. */
    record Expired(long session) implements FromAgreement {}
}
