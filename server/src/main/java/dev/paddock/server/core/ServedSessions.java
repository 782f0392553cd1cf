package dev.paddock.server.core;

import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.zab.message.Touch;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The sessions whose clients are at this server: how they come, and how they go. Methods stand in the order in which time
 * visits them. Whether a session lives is for others to say, see {@link LivingSessions}; here is what follows from it.
 */
final class ServedSessions {
    private static final int FEW = 8;
    private static final float DENSE = 0.8f;

    private final SessionIds ids;
    private final Decisions decisions;
    private final Agreement agreement;
    private final Watches watches;
    private final Batch batch;
    private final Clock clock;

    /** Is given what takes longer than a batch. */
    private final Consumer<Slices> later;

    /** Those that have a connection here, or requests on their way. */
    private final LongObjectMap<ClientSession> sessions = new LongObjectHashMap<>(FEW, DENSE);

    /** Connections that wait to hear whether their session goes on. */
    private final Set<ClientLink> attaching = new LinkedHashSet<>();

    /** Of the {@link #sessions}, those with a connection. */
    private int attached;

    private long expired;

    ServedSessions(
            SessionIds ids,
            Decisions decisions,
            Agreement agreement,
            Watches watches,
            Batch batch,
            Clock clock,
            Consumer<Slices> later) {
        this.ids = ids;
        this.decisions = decisions;
        this.agreement = agreement;
        this.watches = watches;
        this.batch = batch;
        this.clock = clock;
        this.later = later;
    }

    /** Null if it has neither a connection here nor a request on its way. */
    ClientSession find(long id) {
        return sessions.get(id);
    }

    // A client comes.

    /** It gets a session, or goes on with the one that it had. */
    void connect(Input.Connect asked) {
        ConnectRequest request = asked.request();
        ClientLink link = asked.link();
        if (request.sessionId() == 0) {
            begin(link, request, asked.timeoutMillis());
        } else if (SessionIds.isPassword(request.sessionId(), request.password())) {
            // Before the leader is asked: what still came by it would be taken for what is asked by the new one.
            endFormer(sessions.get(request.sessionId()));
            attaching.add(link);
            agreement.attach(link, request, asked.timeoutMillis());
        } else {
            refuse(link, request);
        }
    }

    private void begin(ClientLink link, ConnectRequest request, int timeoutMillis) {
        ClientSession session = new ClientSession(ids.next(), timeoutMillis);
        attach(session, link);
        ClientRequest birth = ClientRequest.birth(request);
        birth.belongTo(link, session);
        session.expect(birth);
        decisions.beginSession(birth, timeoutMillis);
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
            batch.end(session.link);
            detach(session.link);
        }
    }

    private void attach(ClientSession session, ClientLink link) {
        sessions.put(session.id, session); // It may have been forgotten when it lost its former connection, just now.
        session.link = link;
        link.session = session;
        attached++;
    }

    /** The session has begun, or goes on. */
    void welcome(ClientLink link, ConnectRequest request, ClientSession session) {
        batch.send(
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
        batch.send(link, new Outgoing.Welcome(ConnectResponse.refusal(false, request.hasReadOnly())));
        batch.end(link);
    }

    // It is heard of, or not.

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

    private boolean isSilent(ClientLink link, int timeoutMillis) {
        long touched = link.touchedNanos();
        boolean isLate = clock.nanoTime() - touched > TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        return isLate && link.closeUnlessTouchedSince(touched);
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

    // Its connection ends.

    void disconnect(ClientLink link) {
        link.isGone = true;
        attaching.remove(link);
        batch.bringNews(); // Its watches are gone, and it is attached no more.
        detach(link);
    }

    /** On a leader: its client has come to another server. */
    void moved(long id) {
        endFormer(sessions.get(id));
    }

    /** The session goes on without a connection. Its watches do not. */
    private void detach(ClientLink link) {
        removeWatches(link);
        ClientSession session = link.session;
        if (session != null && session.link == link) {
            session.link = null;
            attached--;
            agreement.touched(session.id, session.timeoutMillis, link.touchedNanos());
            forgetIfIdle(session);
        }
    }

    private void removeWatches(ClientLink link) {
        Slices left = watches.removeAll(link);
        if (left != null) {
            later.accept(left);
        }
    }

    /** To be asked when it has lost its connection, and when the last of its requests is answered. */
    void forgetIfIdle(ClientSession session) {
        if (session.link == null && session.isIdle()) {
            sessions.remove(session.id);
        }
    }

    // The session ends.

    void expire(long id) {
        expired++;
        ClientSession session = sessions.get(id);
        if (session != null) {
            session.isClosing = true;
        }
        decisions.endSession(id);
    }

    /** It has ended, and with it all that it waited for. */
    void forget(long id) {
        ClientSession session = sessions.remove(id);
        if (session != null) {
            forget(session);
        }
    }

    /** The role has ended, and all of them have to look for a server. */
    void forgetAll() {
        sessions.values().forEach(this::forget);
        sessions.clear();
        attaching.forEach(batch::end);
        attaching.clear();
    }

    private void forget(ClientSession session) {
        session.isForgotten = true;
        if (session.link != null) {
            ClientLink link = session.link;
            batch.end(link);
            session.link = null;
            attached--;
            removeWatches(link);
        }
    }

    /** The server is to stop. */
    void endConnections() {
        for (ClientSession session : sessions.values()) {
            if (session.link != null) {
                batch.end(session.link);
            }
        }
    }

    // For those who look.

    int attachedCount() {
        return attached;
    }

    /** How many were ended because nothing was heard of them. */
    long expiredCount() {
        return expired;
    }

    void resetFigures() {
        expired = 0;
        batch.bringNews();
    }
}
