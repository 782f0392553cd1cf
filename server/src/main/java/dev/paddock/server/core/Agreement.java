package dev.paddock.server.core;

import dev.paddock.wire.proto.ConnectRequest;

/**
 * What the core asks of the ensemble. It is asked on the core's thread and answers nothing at once: whatever comes of it
 * is an {@link Input.FromAgreement} later, also where a server stands alone.
 */
interface Agreement {
    /** What the server is before anything has been taken. From then on {@link Input.Serving} tells. */
    Mode mode();

    /** What the world has to say to it: its disk or its peer, and time. */
    void take(Input.ToAgreement input);

    /** Proposes a transaction behind all before it. Answered by {@link Input.Delivered}. Only where requests are decided. */
    void propose(Proposal proposal);

    /** Has the leader decide on a request. Its outcome is among {@link Input.Agreed}. Only on a learner. */
    void forward(ClientRequest request);

    /** Asks to be told when all is delivered that was proposed by now, by {@link Input.BarrierPassed}. */
    void barrier(ClientRequest request);

    /** Asks whether a session is alive, and may go on here. Answered by {@link Input.Attached}. */
    void attach(ClientLink link, ConnectRequest request, int timeoutMillis);

    /** The client of this session was heard of at this time. Answers {@link Input.TouchesAsked}, as does the next. */
    void touched(long session, int timeoutMillis, long nanoTime);

    /** Nothing was heard of this session, and nothing more will be accepted of it. */
    void silent(long session);

    /** In so many milliseconds a session ends, unless it is heard of; negative if it is not known here or ending. */
    long millisLeft(long session);

    /** How many proposals are not delivered yet. */
    int outstanding();
}
