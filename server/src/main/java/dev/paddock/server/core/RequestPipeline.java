package dev.paddock.server.core;

import dev.paddock.datatree.Applied;
import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.Result;
import dev.paddock.datatree.State;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.WatchKind;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Tip;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetWatchesRequest;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.zab.message.Touch;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A request from arrival to reply. Methods stand in the order in which time visits them, all on the core.
 *
 * <p>A server that stands alone, or leads, decides on requests; a follower or an observer has its leader decide, and applies
 * what comes of it. In an ensemble a role begins with {@link #serve} and ends with {@link #serveNobody}, and in between
 * nobody is served.
 *
 * <p>Invariants: {@link #tip} is {@link #committed} and all that is outstanding. Proposals become visible in series: those
 * of one batch, unless a read stands between two of them. The requests of a session are answered in the order in which they
 * came.
 */
final class RequestPipeline implements Inspectable {
    private static final int FEW = 8;
    private static final float DENSE = 0.8f;
    private static final Set<WatchKind> DATA_KINDS = EnumSet.complementOf(EnumSet.of(WatchKind.CHILD));

    private final Operations operations;
    private final AclRules acls;
    private final Agreement agreement;
    private final Clock clock;
    private final long longestWaitNanos;
    private final SessionIds ids;
    private final Watches watches;
    private final WatchRequests watchRequests;
    private RecentDigests digests;

    /** Those that have a connection here, or requests on their way. */
    private final LongObjectMap<ClientSession> sessions = new LongObjectHashMap<>(FEW, DENSE);

    /** Connections that wait to hear whether their session goes on. */
    private final Set<ClientLink> attaching = new LinkedHashSet<>();

    /** What takes more than one batch; a part of each is done in every batch. */
    private final Queue<Slices> unfinished = new ArrayDeque<>();

    /** Event loops that have something to hear of in this batch. */
    private final List<LoopPort> roused = new ArrayList<>();

    private Mode mode;

    /** Whether requests become proposals here. Not on learners, and not on a leader that is about to go. */
    private boolean decides;

    /** All that was agreed upon before this is here, while clients are served. */
    private Zxid startOfEpoch = Zxid.ZERO;

    /** What there will be once all that is proposed is agreed upon. Requests are decided on it. Null where none are. */
    private Tip tip;

    /** What a leader has that is not established yet: committed, and the rest of its log. Null if there is no rest. */
    private State extended;

    /** The last proposal, if what it leads to is not known yet: what is decided next becomes visible together with it. */
    private Proposal open;

    /** Agreed upon, and not visible yet: the rest of their series follows. */
    private final List<Proposal> delivered = new ArrayList<>();

    /** What has been agreed upon: what readers see, once it is published. */
    private State committed;

    /** What is sent in this batch belongs to this publication. */
    private long publication;

    private boolean hasNews;
    private int attachedSessions;
    private long expiredSessions;
    private WatchersTold told = WatchersTold.NONE;

    /** Not null from when the server is to stop: run when everything is done. */
    private Runnable stopped;

    RequestPipeline(
            State state,
            Hashing hashing,
            Operations operations,
            AclRules acls,
            Agreement agreement,
            CoreSettings settings,
            Clock clock) {
        this.committed = state;
        this.mode = agreement.mode();
        this.decides = mode == Mode.STANDALONE;
        this.tip = decides ? new Tip(state) : null;
        this.digests = new RecentDigests(state.digest());
        this.operations = operations;
        this.acls = acls;
        this.agreement = agreement;
        this.clock = clock;
        this.longestWaitNanos = TimeUnit.MILLISECONDS.toNanos(settings.longestWaitMillis());
        this.ids = new SessionIds(settings.serverId(), clock.wallMillis());
        this.watches = new Watches(hashing);
        this.watchRequests = new WatchRequests(operations, acls, watches, this::send);
    }

    void beginBatch(long publication) {
        this.publication = publication;
    }

    // 1. A client comes.

    /** It gets a session, or goes on with the one that it had; if this server is behind it, it has to look elsewhere. */
    void connect(Input.Connect asked) {
        ConnectRequest request = asked.request();
        ClientLink link = asked.link();
        if (stopped != null || !admitsClients() || isBehind(request.lastZxidSeen())) {
            end(link);
        } else if (request.sessionId() == 0) {
            beginSession(link, request, asked.timeoutMillis());
        } else if (SessionIds.isPassword(request.sessionId(), request.password())) {
            // Before the leader is asked: what still came by it would be taken for what is asked by the new one.
            endFormer(sessions.get(request.sessionId()));
            attaching.add(link);
            agreement.attach(link, request, asked.timeoutMillis());
        } else {
            refuse(link, request);
        }
    }

    private boolean admitsClients() {
        return decides || mode.isLearner();
    }

    /** A state that came as a snapshot may bear the start of an epoch, and so may what its clients have seen. */
    private boolean isBehind(long zxid) {
        return zxid > Math.max(committed.lastZxid().value(), startOfEpoch.value());
    }

    private void beginSession(ClientLink link, ConnectRequest request, int timeoutMillis) {
        ClientSession session = new ClientSession(ids.next(), timeoutMillis);
        attach(session, link);
        ClientRequest birth = ClientRequest.birth(request);
        birth.belongTo(link, session);
        session.expect(birth);
        if (decides) {
            propose(operations.createSession(tip, timeoutMillis, context(birth)), birth);
        } else {
            forward(birth);
        }
    }

    void attached(Input.Attached answer) {
        ClientLink link = answer.link();
        ConnectRequest request = answer.request();
        attaching.remove(link);
        if (link.isGone) {
            return;
        }
        if (!answer.isAlive()) {
            refuse(link, request);
            return;
        }
        ClientSession session =
                sessions.computeIfAbsent(request.sessionId(), id -> new ClientSession(id, answer.timeoutMillis()));
        session.timeoutMillis = answer.timeoutMillis();
        endFormer(session);
        attach(session, link);
        welcome(link, request, session);
    }

    /** A session has one connection here. */
    private void endFormer(ClientSession session) {
        if (session != null && session.link != null) {
            end(session.link);
            detach(session.link);
        }
    }

    private void attach(ClientSession session, ClientLink link) {
        sessions.put(session.id, session); // It may have been forgotten when it lost its former connection, just now.
        session.link = link;
        link.session = session;
        attachedSessions++;
    }

    private void welcome(ClientLink link, ConnectRequest request, ClientSession session) {
        send(
                link,
                new Outgoing.Welcome(new ConnectResponse(
                        0,
                        session.timeoutMillis,
                        session.id,
                        SessionIds.password(session.id),
                        false,
                        request.hasReadOnly())));
    }

    /** There is no such session, which is final for the client. */
    private void refuse(ClientLink link, ConnectRequest request) {
        send(link, new Outgoing.Welcome(ConnectResponse.refusal(false, request.hasReadOnly())));
        end(link);
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

    /** Sets going what has to be agreed upon. The rest waits for its turn to be answered. */
    private void begin(ClientSession session, ClientRequest request) {
        boolean isSettled = request.settled() != null;
        if (session.isClosing) {
            request.isAwaited = true; // For ever: nobody waits for an answer.
        } else if (!isSettled && Operations.isWrite(request.request())) {
            prepare(session, request);
        } else {
            endSeries(); // It is answered behind the writes before it, and before those behind it.
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
        return sync.isAwaited && mode != Mode.STANDALONE;
    }

    // 3. A write is decided on the tip.

    private void prepare(ClientSession session, ClientRequest request) {
        if (request.request() instanceof CloseSessionRequest) {
            session.isClosing = true;
        }
        if (decides) {
            propose(operations.prepare(tip, request.request(), context(request)), request);
        } else {
            forward(request);
        }
    }

    /** Its outcome comes as a transaction. From a leader that is about to go none comes: the connection ends with the role. */
    private void forward(ClientRequest request) {
        request.isAwaited = true;
        if (mode.isLearner()) {
            agreement.forward(request);
        }
    }

    /** On a leader: what a client of a learner wants becomes one transaction, whatever it is. */
    void decide(LearnerRequest asked) {
        Context context = context(new Caller(asked.session(), asked.identities()), asked.cxid());
        if (asked.refusal() != null) {
            propose(operations.refuse(tip, asked.refusal(), context), null);
        } else if (asked.beginsSession()) {
            propose(operations.createSession(tip, asked.timeoutMillis(), context), null);
        } else {
            propose(operations.prepare(tip, asked.request(), context), null);
        }
    }

    private void propose(Prepared prepared, ClientRequest origin) {
        if (origin != null) {
            origin.isAwaited = true;
        }
        open = new Proposal(prepared, origin);
        agreement.propose(open);
    }

    /** What is proposed from now on becomes visible later than what was proposed by now, or at the same time. */
    void endSeries() {
        if (open != null) {
            open.leadTo(tip.state());
            open = null;
        }
    }

    private Context context(ClientRequest request) {
        return context(request.caller(), request.xid());
    }

    private Context context(Caller caller, int cxid) {
        return new Context(caller, cxid, tip.lastZxid().next(), clock.wallMillis());
    }

    /** What the server does by itself. */
    private void prepare(Request request, long session) {
        propose(operations.prepare(tip, request, context(new Caller(session, Identities.NONE), 0)), null);
    }

    // 4. It has been agreed upon: watchers hear of it, then whoever asked for it.

    void deliver(Proposal proposal) {
        if (proposal == open) {
            endSeries(); // The disk was fast.
        }
        delivered.add(proposal);
        if (proposal.state() != null) {
            committed = proposal.state();
            hasNews = true;
            delivered.forEach(this::tell);
            // Only now: a read sees all of the series, and no event of it may come behind the answer.
            delivered.forEach(this::goOnBehind);
            delivered.clear();
        }
        if (stopped != null) {
            stopIfDone();
        }
    }

    /** The same where it was decided elsewhere, or in another reign: what it leads to is not known yet. */
    void apply(Transaction transaction) {
        Applied applied = Operations.apply(committed, transaction);
        committed = applied.state();
        hasNews = true;
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
        end(refused.link);
        session.answered(refused);
        if (refused.request() instanceof CloseSessionRequest) {
            session.isClosing = false;
            if (session.link != null) {
                end(session.link); // It is back, and nothing was done of what it has asked for meanwhile.
            }
        }
    }

    /** The request that has become this, or null. Requests of a session are decided in their order. */
    private ClientRequest awaiting(Transaction transaction) {
        ClientSession session = sessions.get(transaction.header().sessionId());
        ClientRequest first = session == null ? null : session.head();
        return first != null && first.hasBecome(transaction) ? first : null;
    }

    private void tell(Proposal proposal) {
        Prepared prepared = proposal.prepared();
        tell(prepared.transaction(), prepared.events(), proposal.origin(), prepared.result());
    }

    private void tell(Transaction transaction, List<WatchEvent> events, ClientRequest origin, Result result) {
        digests.passed(transaction);
        long zxid = transaction.zxid().value();
        if (watches.watchCount() > 0) {
            events.forEach(event -> fire(event, zxid));
        }
        if (origin != null) {
            answer(origin, zxid, result);
        }
        if (transaction.txn() instanceof CloseSessionTxn) {
            forget(transaction.header().sessionId());
        }
    }

    private void fire(WatchEvent event, long zxid) {
        EventFrame frame = new EventFrame(zxid, event);
        int hearers = watches.fire(event, watcher -> {
            ClientLink link = (ClientLink) watcher;
            if (acls.isPermitted(event.acl(), Permission.READ, link.identities(), event.path())) {
                send(link, frame.event());
            }
        });
        if (hearers > 0) {
            told = told.with(event.type(), hearers);
        }
    }

    private void answer(ClientRequest request, long zxid, Result result) {
        if (request.op() == OpCode.CREATE_SESSION) {
            welcome(request.link, request.connect(), request.session);
        } else {
            send(request.link, Outgoing.Reply.of(request, zxid, result));
        }
        request.session.answered(request);
    }

    // 5. Whoever waited behind it has its turn.

    private void goOnBehind(Proposal proposal) {
        if (proposal.origin() != null) {
            answerWhatCanBe(proposal.origin().session);
        }
    }

    /** All is delivered that was proposed when this sync came. */
    void passed(ClientRequest request) {
        if (request.session.isForgotten) {
            return;
        }
        Result result = operations.read(committed, request.request(), request.caller());
        send(request.link, Outgoing.Reply.of(request, committed.lastZxid().value(), result));
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
        forgetIfIdle(session);
    }

    /** What is left to do, if that is much; else null, and the request is answered. */
    private Slices answerNow(ClientRequest request) {
        if (request.isDropped) {
            return null;
        }
        long zxid = committed.lastZxid().value();
        if (request.settled() != null) {
            send(request.link, Outgoing.Reply.of(request, zxid, request.settled()));
            if (request.isLast()) {
                end(request.link);
            }
            return null;
        }
        return watchRequests.answer(committed, request);
    }

    // 6. What does not fit in a batch goes on in the next.

    /** Does a part of everything that takes long. Returns whether there is more of it. */
    boolean goOn() {
        for (int left = unfinished.size(); left > 0; left--) {
            Slices slices = unfinished.remove();
            if (slices.step(committed)) {
                unfinished.add(slices);
            } else if (slices.request() != null) {
                beginBehind(slices.request());
            }
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

    // 7. Connections and sessions end.

    void disconnect(ClientLink link) {
        link.isGone = true;
        attaching.remove(link);
        hasNews = true; // Its watches are gone, and it is attached no more.
        detach(link);
    }

    /** The session goes on without a connection. Its watches do not. */
    private void detach(ClientLink link) {
        watches.removeAll(link);
        ClientSession session = link.session;
        if (session != null && session.link == link) {
            session.link = null;
            attachedSessions--;
            agreement.touched(session.id, session.timeoutMillis, link.touchedNanos());
            forgetIfIdle(session);
        }
    }

    private void forgetIfIdle(ClientSession session) {
        if (session.link == null && session.isIdle()) {
            sessions.remove(session.id);
        }
    }

    /** Whether the client of a session that is about to end has been heard of; if not, it is not heard any more. */
    void sayWhetherTouched(long id) {
        ClientSession session = sessions.get(id);
        ClientLink link = session == null ? null : session.link;
        if (link == null || isSilent(link, session.timeoutMillis)) {
            agreement.silent(id);
        } else {
            agreement.touched(id, session.timeoutMillis, link.touchedNanos());
        }
    }

    /** For the leader of this server: whose clients are here, and were heard of since this was last asked. */
    List<Touch> recentTouches() {
        List<Touch> touches = new ArrayList<>();
        for (ClientSession session : sessions.values()) {
            if (session.link != null && session.link.touchedNanos() != session.toldNanos) {
                session.toldNanos = session.link.touchedNanos();
                touches.add(new Touch(session.id, session.timeoutMillis));
            }
        }
        return touches;
    }

    /** On a leader: its client has come to another server. */
    void moved(long id) {
        ClientSession session = sessions.get(id);
        if (session != null && session.link != null) {
            ClientLink link = session.link;
            end(link);
            detach(link);
        }
    }

    private boolean isSilent(ClientLink link, int timeoutMillis) {
        long touched = link.touchedNanos();
        boolean isLate = clock.nanoTime() - touched > TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        return isLate && link.closeUnlessTouchedSince(touched);
    }

    void expire(long id) {
        expiredSessions++;
        ClientSession session = sessions.get(id);
        if (session != null) {
            session.isClosing = true;
        }
        prepare(new CloseSessionRequest(), id);
    }

    /** The session has ended, and with it all that it waited for. */
    private void forget(long id) {
        ClientSession session = sessions.remove(id);
        if (session != null) {
            forget(session);
        }
    }

    private void forget(ClientSession session) {
        session.isForgotten = true;
        if (session.link != null) {
            ClientLink link = session.link;
            end(link);
            session.link = null;
            attachedSessions--;
            watches.removeAll(link);
        }
    }

    /** A container, or a znode with a time to live, that was empty when somebody looked. */
    void removeIfEmpty(Utf8 path) {
        if (!decides) {
            return; // The leader looks by itself.
        }
        prepare(new DeleteContainerRequest(path), 0);
    }

    // 8. Roles begin and end. In between the state may be another one.

    void serve(Mode newMode, Zxid start) {
        mode = newMode;
        startOfEpoch = start;
        decides = mode == Mode.LEADER;
        tip = decides ? new Tip(committed, start) : null;
        extended = null;
        hasNews = true;
    }

    void hold() {
        decides = false;
    }

    /** What becomes of the requests that wait nobody knows, so their clients are told nothing. */
    void serveNobody() {
        committed = newest(delivered, committed);
        delivered.clear();
        open = null;
        tip = null;
        extended = null;
        sessions.values().forEach(this::forget);
        sessions.clear();
        attaching.forEach(this::end);
        attaching.clear();
        unfinished.removeIf(slices -> slices.request() != null);
        mode = Mode.LOOKING;
        decides = false;
        hasNews = true;
    }

    void extendTip(Transaction transaction) {
        extended = Operations.apply(extended == null ? committed : extended, transaction)
                .state();
    }

    /** What a learner gets that is to have everything: what was delivered, visible or not, and what is on the tip. */
    State newest() {
        return extended == null ? newest(delivered, committed) : extended;
    }

    /** The rest of a series may never come, and what was delivered of it counts nevertheless. */
    private static State newest(List<Proposal> delivered, State visible) {
        State state = visible;
        for (Proposal proposal : delivered) {
            state = Operations.apply(state, proposal.prepared().transaction()).state();
        }
        return state;
    }

    void replace(State state) {
        if (mode != Mode.LOOKING) {
            throw new IllegalStateException("the state cannot be replaced while clients are served");
        }
        committed = state;
        extended = null;
        digests = new RecentDigests(state.digest());
        hasNews = true;
    }

    void stop(Runnable told) {
        stopped = told;
        for (ClientSession session : sessions.values()) {
            if (session.link != null) {
                end(session.link);
            }
        }
        stopIfDone();
    }

    private void stopIfDone() {
        if (agreement.outstanding() == 0) {
            stopped.run();
        }
    }

    // 9. At the end of a batch all of it becomes visible, in an order that is the contract.

    /** Whether anything is different since this was last asked. */
    boolean takeNews() {
        boolean had = hasNews;
        hasNews = false;
        return had;
    }

    CoreStatus status() {
        return new CoreStatus(
                agreement.outstanding(),
                attachedSessions,
                watches.watchCount(),
                watches.pathCount(),
                watches.watcherCount(),
                expiredSessions,
                told);
    }

    void wakeLoops() {
        roused.forEach(LoopPort::wakeRoused);
        roused.clear();
    }

    private void send(ClientLink link, Outgoing outgoing) {
        hasNews = true;
        if (link.send(outgoing, publication)) {
            roused.add(link.loop());
        }
    }

    private void end(ClientLink link) {
        hasNews = true;
        if (link.end(publication)) {
            roused.add(link.loop());
        }
    }

    // For those who look.

    void resetFigures() {
        expiredSessions = 0;
        told = WatchersTold.NONE;
        hasNews = true;
    }

    void inspect(Inspection inspection) {
        unfinished.add(new Slices(null) {
            @Override
            boolean step(State committed) {
                return inspection.step(RequestPipeline.this);
            }
        });
    }

    boolean hasMoreToDo() {
        return !unfinished.isEmpty();
    }

    Mode mode() {
        return mode;
    }

    @Override
    public State committed() {
        return committed;
    }

    @Override
    public WatchListing dataWatchesByPath() {
        return ofData(watches.byPath());
    }

    @Override
    public WatchListing dataWatchesByWatcher() {
        return ofData(watches.byWatcher());
    }

    private WatchListing ofData(WatchListing all) {
        return (pairs, receiver) -> all.next(pairs, (path, watcher) -> {
            if (watches.has(watcher, path, DATA_KINDS)) {
                receiver.accept(path, watcher);
            }
        });
    }

    @Override
    public long sessionOf(Watcher watcher) {
        ClientSession session = ((ClientLink) watcher).session;
        return session == null ? 0 : session.id;
    }

    @Override
    public long millisLeft(long session) {
        return agreement.millisLeft(session);
    }

    @Override
    public List<DigestAt> digests() {
        return digests.oldestFirst();
    }
}
