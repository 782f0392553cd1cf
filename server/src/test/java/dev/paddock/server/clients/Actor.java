package dev.paddock.server.clients;

import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.apache.jute.BinaryInputArchive;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.proto.ConnectRequest;
import org.apache.zookeeper.proto.ConnectResponse;

/** A client of a random program. Everything that it hears from the server goes into its transcript. */
final class Actor {
    private static final int PING_XID = -2;
    private static final int PASSWORD_BYTES = 16;

    private record Sent(int xid, Call call) {}

    private final ServerProcess server;
    private final SessionNames sessions;
    private final List<String> transcript = new ArrayList<>();

    /** Events since the last reply. */
    private final List<String> events = new ArrayList<>();

    private final Queue<Sent> unanswered = new ArrayDeque<>();
    private Frames connection;
    private long session;
    private byte[] password = new byte[PASSWORD_BYTES];
    private long lastZxid;
    private int xid;

    Actor(ServerProcess server, SessionNames sessions) {
        this.server = server;
        this.sessions = sessions;
    }

    List<String> transcript() {
        return transcript;
    }

    long lastZxid() {
        return lastZxid;
    }

    /** Begins a session. */
    void open(int timeoutMillis) throws IOException {
        session = 0;
        attach(timeoutMillis);
    }

    /** Goes on with the session on a new connection, whether there still is an old one or not. */
    void attach(int timeoutMillis) throws IOException {
        Frames old = connection;
        connection = new Frames(server.port());
        connection.write(new ConnectRequest(0, lastZxid, timeoutMillis, session, password, false));
        connection.flush();
        transcript.add("connect -> " + welcome(connection.read()));
        if (old != null) {
            transcript.add("old connection -> " + fate(old));
            old.close();
        }
    }

    /** A session has one connection. Under load, ZooKeeper was once seen to forget the old one. */
    private String fate(Frames old) throws IOException {
        try {
            return old.read() == null ? "closed" : "open";
        } catch (SocketTimeoutException silent) {
            if (server.program().equals(RealZooKeeper.PROGRAM)) {
                return "closed";
            }
            throw silent;
        }
    }

    private String welcome(byte[] frame) throws IOException {
        if (frame == null) {
            return "closed";
        }
        ConnectResponse response = new ConnectResponse();
        BinaryInputArchive.getArchive(new DataInputStream(new ByteArrayInputStream(frame)))
                .readRecord(response, "welcome");
        if (response.getSessionId() == 0) {
            return "refused, timeout " + response.getTimeOut() + ", then "
                    + (connection.read() == null ? "closed" : "open");
        }
        session = response.getSessionId();
        password = response.getPasswd();
        return "session " + sessions.name(session) + ", timeout " + response.getTimeOut();
    }

    /** Sends all of it at once. */
    void send(List<Call> calls) throws IOException {
        for (Call call : calls) {
            send(++xid, call);
        }
        connection.flush();
    }

    private void send(int xid, Call call) throws IOException {
        connection.write(xid, call);
        unanswered.add(new Sent(xid, call));
    }

    void awaitReplies() throws IOException {
        awaitReplies(false);
    }

    /** @param isAnyOrder whether events may be of the end of a session, whose ephemerals go in any order */
    void awaitReplies(boolean isAnyOrder) throws IOException {
        while (!unanswered.isEmpty()) {
            hear(isAnyOrder);
        }
    }

    /** Waits for an event that has not been heard of yet. */
    void awaitEvent(String beginning) throws IOException {
        do {
            hear(true);
        } while (events.isEmpty() || !events.get(events.size() - 1).startsWith(beginning));
    }

    private void hear(boolean isAnyOrder) throws IOException {
        byte[] frame = connection.read();
        if (frame == null) {
            throw new IOException("the connection was closed with " + unanswered + " unanswered");
        }
        ReplyText text = new ReplyText(frame, sessions::name);
        if (text.isEvent()) {
            events.add(text.event());
            return;
        }
        Sent sent = unanswered.remove();
        settleEvents(isAnyOrder || sent.call().op() == OpCode.closeSession);
        lastZxid = Math.max(lastZxid, text.zxid());
        String order = text.xid() == sent.xid() ? "" : "(xid " + text.xid() + " for " + sent.xid() + ") ";
        transcript.add(order + sent.call().text() + " -> " + text.reply(sent.call()));
    }

    /** Asks for a sign of life; what has happened before it was asked for is heard before it. */
    void ping() throws IOException {
        send(PING_XID, Call.ping());
        connection.flush();
    }

    private void settleEvents(boolean isAnyOrder) {
        if (isAnyOrder) {
            Collections.sort(events);
        }
        events.forEach(event -> transcript.add("event " + event));
        events.clear();
    }

    /** The last thing that is done in a session. */
    void closeSession() throws IOException {
        send(List.of(Call.closeSession()));
        awaitReplies();
        transcript.add("then " + (connection.read() == null ? "closed" : "open"));
        vanish();
    }

    /** Goes without a word; the session stays. */
    void vanish() throws IOException {
        unanswered.clear();
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
