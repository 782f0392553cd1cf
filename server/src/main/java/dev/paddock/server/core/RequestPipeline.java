package dev.paddock.server.core;

import dev.paddock.datatree.Applied;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.Result;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.op.Operations;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.SetWatchesRequest;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.Transaction;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A request from arrival to reply. Methods stand in the order in which time visits them, all on the core.
 *
 * <p>Who decides on it is for {@link Decisions} to know, who is at its other end for {@link ServedSessions}, and what it
 * changes for {@link States}. In an ensemble a role begins with {@link Decisions#serve} and ends with {@link #serveNobody},
 * and in between nobody is served.
 *
 * <p>Invariant: the requests of a session are answered in the order in which they came.
 */
final class RequestPipeline {
    private final States states;
    private final Decisions decisions;
    private final Agreement agreement;
    private final ServedSessions sessions;
    private final EventSender events;
    private final WatchRequests watchRequests;
    private final Batch batch;
    private final Clock clock;
    private final long longestWaitNanos;

    /** What takes more than one batch; a part of each is done in every batch. */
    private final Queue<Slices> unfinished = new ArrayDeque<>();

    /** Made once, since every delivery takes it along. */
    private final Consumer<List<Proposal>> whenVisible = this::becomeVisible;

    /** Not null from when the server is to stop: run when everything is done. */
    private Runnable stopped;

    RequestPipeline(
            States states,
            Decisions decisions,
            Agreement agreement,
            ServedSessions sessions,
            EventSender events,
            WatchRequests watchRequests,
            Batch batch,
            Clock clock,
            long longestWaitMillis) {
        this.states = states;
        this.decisions = decisions;
        this.agreement = agreement;
        this.sessions = sessions;
        this.events = events;
        this.watchRequests = watchRequests;
        this.batch = batch;
        this.clock = clock;
        this.longestWaitNanos = TimeUnit.MILLISECONDS.toNanos(longestWaitMillis);
    }

    // 1. A client comes.

    /** If this server is behind it, it has to look elsewhere. */
    void connect(Input.Connect asked) {
        if (stopped != null
                || !decisions.admitsClients()
                || states.isBehind(asked.request().lastZxidSeen())) {
            batch.end(asked.link());
        } else {
            sessions.connect(asked);
        }
    }

    // 2. It asks for something.

    void arrive(ClientLink link, List<ClientRequest> requests) {
        ClientSession session = link.session;
        for (ClientRequest asked : requests) {
            if (session == null || session.isClosing || link.isOver()) {
                return; // The connection is about to be closed, and nobody waits for an answer.
            }
            ClientRequest request = isTooLate(asked) ? asked.refused(ErrorCode.THROTTLED_OP) : asked;
            request.belongTo(link, session);
            arrive(session, request);
        }
    }

    /** Whether it has waited for so long that its client may not wait any more. */
    private boolean isTooLate(ClientRequest asked) {
        return longestWaitNanos > 0
                && clock.nanoTime() - asked.arrivedNanos() > longestWaitNanos
                && asked.op() != OpCode.PING
                && asked.op() != OpCode.CLOSE_SESSION
                && asked.settled() == null;
    }

    private void arrive(ClientSession session, ClientRequest request) {
        boolean isFirst = session.isIdle();
        session.expect(request);
        if (!session.isOccupied) {
            begin(session, request);
            if (isFirst) {
                answerWhatCanBe(session);
            }
        }
    }

    /**
     * Sets going what has to be agreed upon: a write is decided, here or by the leader. The rest waits for its turn to be
     * answered.
     */
    private void begin(ClientSession session, ClientRequest request) {
        boolean isSettled = request.settled() != null;
        if (session.isClosing) {
            request.isAwaited = true; // For ever: nobody waits for an answer.
        } else if (!isSettled && Operations.isWrite(request.request())) {
            session.isClosing = request.request() instanceof CloseSessionRequest;
            decisions.decide(request);
        } else {
            states.endSeries(); // It is answered behind the writes before it, and before those behind it.
            boolean isSync = !isSettled && request.op() == OpCode.SYNC;
            if (isSync) {
                request.isAwaited = true;
                agreement.barrier(request);
            }
            boolean isLong = !isSettled && request.request() instanceof SetWatchesRequest;
            session.isOccupied = isLong || isSync && holdsUp(request);
        }
    }

    /** Asking an ensemble may take longer than agreeing on what was asked for behind it. */
    private boolean holdsUp(ClientRequest sync) {
        return sync.isAwaited && decisions.mode() != Mode.STANDALONE;
    }

    // 3. It has been agreed upon: watchers hear of it, then whoever asked for it.

    /** What was decided here. */
    void deliver(Proposal proposal) {
        states.deliver(proposal, whenVisible);
        if (stopped != null) {
            stopIfDone();
        }
    }

    private void becomeVisible(List<Proposal> series) {
        for (Proposal proposal : series) {
            Prepared prepared = proposal.prepared();
            tell(prepared.transaction(), prepared.events(), proposal.origin(), prepared.result());
        }
        // Only now: a read sees all of the series, and no event of it may come behind the answer.
        for (Proposal proposal : series) {
            if (proposal.origin() != null) {
                answerWhatCanBe(proposal.origin().session);
            }
        }
    }

    /** What was decided elsewhere, or in another reign. */
    void apply(Transaction transaction) {
        Applied applied = states.apply(transaction);
        ClientRequest origin = awaiting(transaction);
        if (origin != null && applied.result().error() == ErrorCode.SESSION_MOVED) {
            leave(origin);
            tell(transaction, applied.events(), null, null);
        } else {
            tell(transaction, applied.events(), origin, applied.result());
        }
        if (origin != null) {
            answerWhatCanBe(origin.session);
        }
    }

    /** The client has left this connection for another server, and hears no more on it. */
    private void leave(ClientRequest refused) {
        ClientSession session = refused.session;
        batch.end(refused.link);
        session.answered(refused);
        if (refused.request() instanceof CloseSessionRequest) {
            session.isClosing = false;
            if (session.link != null) {
                batch.end(session.link); // It is back, and nothing was done of what it has asked for meanwhile.
            }
        }
    }

    /** The request that has become this, or null. Requests of a session are decided in their order. */
    private ClientRequest awaiting(Transaction transaction) {
        ClientSession session = sessions.find(transaction.header().sessionId());
        ClientRequest first = session == null ? null : session.head();
        return first != null && first.hasBecome(transaction) ? first : null;
    }

    private void tell(Transaction transaction, List<WatchEvent> happened, ClientRequest origin, Result result) {
        long zxid = transaction.zxid().value();
        events.send(happened, zxid);
        if (origin != null) {
            answer(origin, zxid, result);
        }
        if (transaction.txn() instanceof CloseSessionTxn) {
            sessions.forget(transaction.header().sessionId());
        }
    }

    private void answer(ClientRequest request, long zxid, Result result) {
        if (request.op() == OpCode.CREATE_SESSION) {
            sessions.welcome(request.link, request.connect(), request.session);
        } else {
            batch.send(request.link, Outgoing.Reply.of(request, zxid, result));
        }
        request.session.answered(request);
    }

    // 4. Whoever waited behind it has its turn.

    /** All is delivered that was proposed when this sync came: it is answered as a read is. */
    void passed(ClientRequest request) {
        if (request.session.isForgotten) {
            return;
        }
        watchRequests.answer(states.committed(), request);
        if (holdsUp(request)) {
            beginBehind(request);
        } else {
            request.session.answered(request);
            answerWhatCanBe(request.session);
        }
    }

    private void answerWhatCanBe(ClientSession session) {
        ClientRequest head = session.head();
        while (head != null && !head.isAwaited) {
            Slices slices = answerNow(head);
            if (slices != null) {
                head.isAwaited = true;
                unfinished.add(slices);
                return;
            }
            session.answered(head);
            head = session.head();
        }
        sessions.forgetIfIdle(session);
    }

    /** What is left to do, if that is much; else null, and the request is answered. */
    private Slices answerNow(ClientRequest request) {
        if (request.isDropped) {
            return null;
        }
        long zxid = states.committed().lastZxid().value();
        if (request.settled() != null) {
            batch.send(request.link, Outgoing.Reply.of(request, zxid, request.settled()));
            if (request.isLast()) {
                batch.end(request.link);
            }
            return null;
        }
        return watchRequests.answer(states.committed(), request);
    }

    // 5. What does not fit in a batch goes on in the next.

    /** This is nobody's request. */
    void take(Slices slices) {
        unfinished.add(slices);
    }

    boolean hasMoreToDo() {
        return !unfinished.isEmpty();
    }

    /** Does parts of what takes long, one of each at most, in turns until it is time. Returns whether there is more. */
    boolean goOn(long endNanos) {
        boolean isTime = false;
        for (int left = unfinished.size(); left > 0 && !isTime; left--) {
            Slices slices = unfinished.remove();
            if (slices.step(states.committed())) {
                unfinished.add(slices);
            } else if (slices.request() != null) {
                beginBehind(slices.request());
            }
            isTime = clock.nanoTime() - endNanos > 0;
        }
        return !unfinished.isEmpty();
    }

    /** What came behind it was not begun: it might have been agreed upon, and had to be answered, too early. */
    private void beginBehind(ClientRequest request) {
        ClientSession session = request.session;
        session.isOccupied = false;
        for (ClientRequest next = request.next; next != null && !session.isOccupied; next = next.next) {
            if (next.link == session.link) {
                begin(session, next);
            } else {
                next.isDropped = true; // Its client has gone on without it, perhaps at another server.
            }
        }
        session.answered(request);
        answerWhatCanBe(session);
    }

    // 6. The role ends, or the server does.

    /** What becomes of the requests that wait nobody knows, so their clients are told nothing. */
    void serveNobody() {
        decisions.serveNobody();
        sessions.forgetAll();
        unfinished.removeIf(slices -> slices.request() != null);
    }

    void stop(Runnable told) {
        stopped = told;
        sessions.endConnections();
        stopIfDone();
    }

    private void stopIfDone() {
        if (agreement.outstanding() == 0) {
            stopped.run();
        }
    }
}
