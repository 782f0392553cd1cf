package dev.paddock.server.core;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.Operations;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.Request;

/**
 * Who decides on what is asked for, which depends on the role: a server that stands alone, or leads, does so on its tip; a
 * follower or an observer has its leader decide. In between roles nobody does.
 */
final class Decisions {
    private final Operations operations;
    private final Agreement agreement;
    private final States states;
    private final Clock clock;

    private Mode mode;

    /** Whether requests become proposals here. Not on learners, and not on a leader that is about to go. */
    private boolean decides;

    Decisions(Operations operations, Agreement agreement, States states, Clock clock) {
        this.operations = operations;
        this.agreement = agreement;
        this.states = states;
        this.clock = clock;
        this.mode = agreement.mode();
        this.decides = mode == Mode.STANDALONE;
    }

    // Roles begin and end. In between the state may be another one.

    void serve(Mode newMode, Zxid startOfEpoch) {
        mode = newMode;
        decides = mode == Mode.LEADER;
        states.serve(startOfEpoch, decides);
    }

    /** This leader is about to go. */
    void hold() {
        decides = false;
    }

    void serveNobody() {
        states.serveNobody();
        mode = Mode.LOOKING;
        decides = false;
    }

    void replace(State state) {
        if (mode != Mode.LOOKING) {
            throw new IllegalStateException("the state cannot be replaced while clients are served");
        }
        states.replace(state);
    }

    Mode mode() {
        return mode;
    }

    boolean admitsClients() {
        return decides || mode.isLearner();
    }

    // What a client of this server asks for.

    void decide(ClientRequest request) {
        if (decides) {
            propose(operations.prepare(states.tip(), request.request(), context(request)), request);
        } else {
            forward(request);
        }
    }

    void beginSession(ClientRequest birth, int timeoutMillis) {
        if (decides) {
            propose(operations.createSession(states.tip(), timeoutMillis, context(birth)), birth);
        } else {
            forward(birth);
        }
    }

    /** Its outcome comes as a transaction. From a leader that is about to go none comes: the connection ends with the role. */
    private void forward(ClientRequest request) {
        request.isAwaited = true;
        if (mode.isLearner()) {
            agreement.forward(request);
        }
    }

    // On a leader: what a client of a learner wants becomes one transaction, whatever it is.

    void decide(LearnerRequest asked) {
        Context context = context(new Caller(asked.session(), asked.identities()), asked.cxid());
        if (asked.refusal() != null) {
            propose(operations.refuse(states.tip(), asked.refusal(), context), null);
        } else if (asked.beginsSession()) {
            propose(operations.createSession(states.tip(), asked.timeoutMillis(), context), null);
        } else {
            propose(operations.prepare(states.tip(), asked.request(), context), null);
        }
    }

    // What the server does by itself.

    void endSession(long id) {
        decide(new CloseSessionRequest(), id);
    }

    /** A container, or a znode with a time to live, that was empty when somebody looked. */
    void removeIfEmpty(Utf8 path) {
        if (!decides) {
            return; // The leader looks by itself.
        }
        decide(new DeleteContainerRequest(path), 0);
    }

    private void decide(Request request, long session) {
        Context context = context(new Caller(session, Identities.NONE), 0);
        propose(operations.prepare(states.tip(), request, context), null);
    }

    private Context context(ClientRequest request) {
        return context(request.caller(), request.xid());
    }

    private Context context(Caller caller, int cxid) {
        return new Context(caller, cxid, states.tip().lastZxid().next(), clock.wallMillis());
    }

    private void propose(Prepared prepared, ClientRequest origin) {
        if (origin != null) {
            origin.isAwaited = true;
        }
        Proposal proposal = new Proposal(prepared, origin);
        states.proposed(proposal);
        agreement.propose(proposal);
    }
}
