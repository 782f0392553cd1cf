package dev.paddock.datatree.differential;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jute.BinaryInputArchive;
import org.apache.zookeeper.proto.ConnectRequest;
import org.apache.zookeeper.proto.ConnectResponse;

/**
 * Carries out commands on a server, and writes down what it answers.
 *
 * <p>A command is {@code name: request}: that connection sends the request, waits for the reply, and then everybody who
 * watches is asked what they saw. Without a name it is connection {@code c}; {@code c'} is the one that had this name before. With {@code name> request} the request is sent
 * and its reply not waited for until the next command with a colon. Connections open themselves; beyond requests there is
 *
 * <pre>
 * connect [session=NAME] [timeout=MILLIS] [password=wrong|null|empty] [lastZxid=ZXID]
 * drop            closes the connection and leaves the session
 * awaitClosed     waits until the server has closed the connection
 * tree PATH       the znodes from there down, each with data, Stat and ACL
 * </pre>
 */
final class Player implements Closeable {
    private static final Pattern COMMAND = Pattern.compile("(?:([a-z0-9']+)([:>]) )?(.*)");
    private static final int TIMEOUT_MILLIS = 600_000;
    private static final int PING_XID = -2;

    private final Target target;
    private final Naming naming;
    private final Map<String, Client> clients = new LinkedHashMap<>();

    /** By the name that the client had when the session began. */
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    Player(Target target, Settings settings) {
        this.target = target;
        this.naming = new Naming(settings.zxid());
    }

    private record Session(long id, byte[] password) {}

    /** One connection, and what was asked on it and not answered yet. */
    private static final class Client {
        final String name;
        final Target.Connection connection;
        final Deque<Sent> sent = new ArrayDeque<>();
        final List<Naming.Event> events = new ArrayList<>();
        int lastXid;
        boolean watches;
        boolean closed;

        Client(String name, Target.Connection connection) {
            this.name = name;
            this.connection = connection;
        }
    }

    private record Sent(int xid, int op) {}

    /** Carries out one command. What comes back is empty while replies are not waited for. */
    List<String> play(String line) throws IOException {
        Matcher command = COMMAND.matcher(line);
        if (!command.matches()) {
            throw new IllegalArgumentException(line);
        }
        String name = command.group(1) == null ? "c" : command.group(1);
        Words words = Words.of(command.group(3));
        List<String> answers = new ArrayList<>();
        if (words.nextIs("connect")) {
            connect(name, words, answers);
        } else if (words.nextIs("drop")) {
            drop(client(name));
        } else if (words.nextIs("awaitClosed")) {
            awaitClosed(client(name), answers);
        } else if (words.nextIs("tree")) {
            tree(client(name), words.next(), answers);
        } else {
            send(client(name), Request.read(words, naming.lastZxid()));
        }
        words.requireEmpty();
        if (">".equals(command.group(2))) {
            return answers;
        }
        collect(client(name), answers);
        for (Client watcher : List.copyOf(clients.values())) {
            if (watcher.watches && !watcher.closed) {
                askWatcher(watcher, answers, watcher.name.equals(name) ? "" : watcher.name + ": ");
            }
        }
        return answers;
    }

    /** Closes all sessions whose connections are open, and forgets all names. */
    void endScenario() throws IOException {
        for (Client client : clients.values()) {
            if (!client.closed) {
                send(client, new Request(Request.CLOSE_SESSION, new byte[0]));
                collect(client, new ArrayList<>());
                client.connection.close();
            }
        }
        clients.clear();
        sessions.clear();
        naming.startHere();
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients.values()) {
            client.connection.close();
        }
    }

    private Client client(String name) throws IOException {
        if (!clients.containsKey(name)) {
            connect(name, Words.of(""), new ArrayList<>());
        }
        return clients.get(name);
    }

    private void connect(String name, Words words, List<String> answers) throws IOException {
        String resumed = words.option("session", null);
        Session session = resumed == null ? new Session(0, new byte[16]) : session(resumed);
        int timeout = Integer.decode(words.option("timeout", Integer.toString(TIMEOUT_MILLIS)));
        long lastZxid = Long.decode(words.option("lastZxid", "0"));
        byte[] password = switch (words.option("password", "right")) {
            case "wrong" -> new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
            case "null" -> null;
            case "empty" -> new byte[0];
            default -> session.password;
        };
        Client client = new Client(name, target.open());
        Client former = clients.put(name, client);
        if (former != null && !former.closed) {
            clients.put(name + "'", former);
        }
        client.connection.send(Request.bytes(new ConnectRequest(0, lastZxid, timeout, session.id, password, false)));
        byte[] frame = client.connection.receive();
        if (frame == null) {
            client.closed = true;
            answers.add("closed");
            return;
        }
        ConnectResponse response = new ConnectResponse();
        response.deserialize(new BinaryInputArchive(new DataInputStream(new ByteArrayInputStream(frame))), "response");
        if (response.getSessionId() != 0 && resumed == null) {
            sessions.put(name, new Session(response.getSessionId(), response.getPasswd()));
            naming.session(response.getSessionId(), name);
            naming.advance(naming.lastZxid() + 1);
        }
        answers.add("session " + naming.session(response.getSessionId()) + ", timeout " + response.getTimeOut()
                + ", " + passwordText(response.getPasswd(), session.password)
                + (response.getReadOnly() ? ", read-only" : ""));
        if (response.getSessionId() == 0) {
            awaitClosed(client, answers);
        }
    }

    /** Passwords are random, or ought to be. */
    private static String passwordText(byte[] password, byte[] asked) {
        if (Arrays.equals(password, new byte[16])) {
            return "a password of zeros";
        }
        return Arrays.equals(password, asked) ? "the same password" : "a password of " + password.length + " bytes";
    }

    /** A session by name; one that never was is as good as unknown to the server. */
    private Session session(String name) {
        return sessions.getOrDefault(name, new Session(0x7777_0000_1234L, new byte[16]));
    }

    private void drop(Client client) throws IOException {
        client.connection.close();
        client.closed = true;
        client.watches = false;
    }

    private void awaitClosed(Client client, List<String> answers) throws IOException {
        if (!client.closed) {
            client.sent.clear();
            byte[] frame = client.connection.receive();
            while (frame != null) {
                answers.add("a frame of " + frame.length + " bytes");
                frame = client.connection.receive();
            }
            client.closed = true;
        }
        answers.add("closed");
    }

    private void send(Client client, Request request) throws IOException {
        int xid = request.op() == Request.PING ? PING_XID : request.op() == Request.AUTH ? -4 : ++client.lastXid;
        client.watches |= mayWatch(request);
        client.sent.add(new Sent(xid, request.op()));
        if (!client.closed) {
            client.connection.send(request.frame(xid));
        }
    }

    private static boolean mayWatch(Request request) {
        return switch (request.op()) {
            case 3, 4, 8, 12 -> request.body().length > 0 && request.body()[request.body().length - 1] != 0;
            case 101, 105, 106 -> true;
            default -> false;
        };
    }

    /** Takes in what the server says until all that was sent on this connection is answered. */
    private void collect(Client client, List<String> answers) throws IOException {
        while (!client.sent.isEmpty()) {
            byte[] frame = client.closed ? null : client.connection.receive();
            if (frame == null) {
                client.closed = true;
                client.sent.clear();
                flushEvents(client, answers);
                answers.add("closed");
                return;
            }
            ReplyText reply = new ReplyText(frame);
            if (reply.isEvent()) {
                client.events.add(reply.event());
                continue;
            }
            Sent sent = client.sent.remove();
            if (reply.header().getXid() != sent.xid) {
                answers.add("a frame of " + frame.length + " bytes that is no reply");
                continue;
            }
            if (sent.op == Request.CLOSE_SESSION && reply.header().getErr() == 0) {
                naming.close(reply.header().getZxid());
            }
            String text = reply.reply(sent.op, naming);
            flushEvents(client, answers);
            answers.add(text);
            if (closes(reply, sent)) {
                awaitClosed(client, answers);
            }
        }
    }

    /** After some replies the server closes the connection. */
    private static boolean closes(ReplyText reply, Sent sent) {
        return switch (reply.header().getErr()) {
            case 0 -> sent.op == Request.CLOSE_SESSION;
            case -6 -> reply.header().getZxid() == -1;
            case -115, -124 -> true;
            default -> false;
        };
    }

    /** The answer to a ping stands behind all events that were on their way. */
    private void askWatcher(Client client, List<String> answers, String prefix) throws IOException {
        send(client, new Request(Request.PING, new byte[0]));
        List<String> pong = new ArrayList<>();
        collect(client, pong);
        for (String line : pong) {
            if (!line.equals("ok \u0394z=0")) {
                answers.add(prefix + line);
            }
        }
    }

    private void flushEvents(Client client, List<String> answers) {
        answers.addAll(naming.events(client.events));
        client.events.clear();
    }

    /** All znodes from this one down, parents first. */
    private void tree(Client client, String root, List<String> answers) throws IOException {
        Deque<String> toVisit = new ArrayDeque<>(List.of(root));
        while (!toVisit.isEmpty()) {
            String path = toVisit.remove();
            List<String> node = new ArrayList<>();
            for (String read : List.of("getData ", "getACL ")) {
                send(client, Request.read(Words.of(read + Words.quote(path)), 0));
                collect(client, node);
            }
            answers.add(Words.quote(path) + " " + String.join(" ", node));
            toVisit.addAll(childrenOf(client, path, answers));
        }
    }

    private List<String> childrenOf(Client client, String path, List<String> answers) throws IOException {
        int xid = ++client.lastXid;
        client.connection.send(
                Request.read(Words.of("getChildren " + Words.quote(path)), 0).frame(xid));
        ReplyText reply = new ReplyText(client.connection.receive());
        if (reply.header().getErr() != 0) {
            answers.add(
                    "children of " + Words.quote(path) + ": " + reply.header().getErr());
            return List.of();
        }
        String prefix = path.equals("/") ? path : path + "/";
        return reply.children().stream().map(prefix::concat).sorted().toList();
    }
}
