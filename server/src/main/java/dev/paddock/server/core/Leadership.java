package dev.paddock.server.core;

import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.CreateSessionTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.zab.Effect;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Reign;
import dev.paddock.zab.message.Touch;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What a leader has in hand while it serves: the proposals that are on their way, and all sessions of the ensemble. It
 * goes with the reign, and the next leader begins with what was agreed upon.
 */
final class Leadership {
    private final Reign reign;
    private final LivingSessions sessions;
    private final Consumer<dev.paddock.zab.Input> peer;
    private final Consumer<Input> later;
    private final SessionOwners owners = new SessionOwners();

    /** Submitted, and not yet delivered; zxids ascend without holes. */
    private final Queue<Submitted> outstanding = new ArrayDeque<>();

    /** Who is told of a session when all is delivered that had been proposed, in the order of both. */
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    private Zxid last;

    /** The leader is about to go: nothing more is prepared, and no session is judged. */
    private boolean isHolding;

    private record Submitted(Proposal proposal, dev.paddock.zab.message.Proposal sent) {}

    private record Waiting(Zxid behind, Runnable answer) {}

    Leadership(
            Reign reign,
            Zxid startOfEpoch,
            LivingSessions sessions,
            Consumer<dev.paddock.zab.Input> peer,
            Consumer<Input> later) {
        this.reign = reign;
        this.last = startOfEpoch;
        this.sessions = sessions;
        this.peer = peer;
        this.later = later;
    }

    void hold() {
        isHolding = true;
    }

    boolean isHolding() {
        return isHolding;
    }

    // Proposals.

    void propose(Proposal proposal) {
        Transaction transaction = proposal.prepared().transaction();
        sessions.proposed(transaction);
        if (transaction.txn() instanceof CreateSessionTxn && proposal.origin() != null) {
            owners.isHere(transaction.header().sessionId());
        }
        last = transaction.zxid();
        dev.paddock.zab.message.Proposal sent =
                new dev.paddock.zab.message.Proposal(last, LearnerRequest.bytes(transaction));
        outstanding.add(new Submitted(proposal, sent));
        peer.accept(new dev.paddock.zab.Input.Submitted(reign, sent));
    }

    /** What comes back is what was submitted, and what it leads to is known: nothing is applied. */
    void delivered(dev.paddock.zab.message.Proposal agreed) {
        Submitted first = outstanding.poll();
        if (first == null || first.sent() != agreed) {
            throw new IllegalStateException(agreed.zxid() + " is delivered, but "
                    + (first == null ? "nothing" : first.sent().zxid()) + " is next");
        }
        Transaction transaction = first.proposal().prepared().transaction();
        sessions.delivered(transaction);
        if (transaction.txn() instanceof CloseSessionTxn) {
            owners.forget(transaction.header().sessionId());
        }
        later.accept(new Input.Delivered(List.of(first.proposal())));
        while (!waiting.isEmpty() && !waiting.peek().behind().isAfter(agreed.zxid())) {
            waiting.remove().answer().run();
        }
    }

    int outstanding() {
        return outstanding.size();
    }

    // What learners bring.

    void prepare(Effect.Prepare asked) {
        if (isHolding) {
            return;
        }
        LearnerRequest request = LearnerRequest.read(asked.request());
        boolean isAdmitted = !request.isOfSession() || owners.admits(asked.link(), request.session());
        later.accept(new Input.Forwarded(isAdmitted ? request : request.moved()));
    }

    /**
     * The answer comes to the learner behind all that was proposed for the session by now, so that nothing of that can be
     * taken for the outcome of what is asked there from now on; and nobody is told that a session is over before it is.
     */
    void judge(LinkId learner, long session, int timeoutMillis) {
        if (isHolding) {
            return;
        }
        boolean isValid = sessions.goesOn(session, timeoutMillis);
        if (isValid && owners.movesTo(learner, session)) {
            later.accept(new Input.Moved(session));
        }
        whenDelivered(() -> peer.accept(new dev.paddock.zab.Input.Validity(learner, session, isValid)));
    }

    void touched(List<Touch> touches) {
        touches.forEach(touch -> sessions.goesOn(touch.session(), touch.timeoutMillis()));
    }

    // Sessions of its own clients, and of all.

    void attach(ClientLink link, ConnectRequest request, int timeoutMillis) {
        long session = request.sessionId();
        if (sessions.goesOn(session, timeoutMillis)) {
            owners.isHere(session);
            later.accept(new Input.Attached(link, request, timeoutMillis, true));
        } else {
            whenDelivered(() -> later.accept(new Input.Attached(link, request, timeoutMillis, false)));
        }
    }

    private void whenDelivered(Runnable answer) {
        if (outstanding.isEmpty()) {
            answer.run();
        } else {
            waiting.add(new Waiting(last, answer));
        }
    }

    void touched(long session, long nanoTime) {
        sessions.touched(session, nanoTime);
    }

    void silent(long session) {
        if (!isHolding) {
            sessions.silent(session);
        }
    }

    void tick() {
        if (!isHolding) {
            sessions.tick();
        }
    }

    long millisLeft(long session) {
        return sessions.millisLeft(session);
    }
}
