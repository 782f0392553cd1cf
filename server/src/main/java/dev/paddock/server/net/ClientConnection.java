package dev.paddock.server.net;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Result;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AuthenticationRefused;
import dev.paddock.datatree.acl.Connection;
import dev.paddock.server.core.ClientLink;
import dev.paddock.server.core.ClientRequest;
import dev.paddock.server.core.Input;
import dev.paddock.server.core.Outgoing;
import dev.paddock.server.core.PlainReads;
import dev.paddock.server.core.View;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client's connection, as far as its event loop is concerned.
 *
 * <p>A plain read is answered here while nothing of the connection is on its way through the core. As long as something
 * is, everything that comes follows it, also what could be answered here, so that replies leave in the order of requests.
 * What the core sends is taken from the outbox first, up to the publication that the reads are answered from.
 */
final class ClientConnection extends ClientLink implements Connection {
    /** At this size, replies are handed to the socket while others are still written. */
    private static final int CHUNK = 64 << 10;

    private static final int WORD_SIZE = 4;

    /** Of one connection: permissions are held against each of them. */
    private static final int MOST_IDENTITIES = 1000;

    private static final int SMALL = 512;

    private enum Phase {
        /** A handshake or a word is expected. */
        NEW,
        /** The handshake is being answered, or something that is the last: nothing is taken from the client. */
        PENDING,
        OPEN,
        CLOSED
    }

    private final ClientLoop loop;
    private final Transport transport;
    private final Peer peer;
    private final long openedNanos;
    private final long openedMillis;

    /** Its place among the connections of the loop. The loop's. */
    int index;

    private Phase phase = Phase.NEW;

    /** Whether what came was a word: its answer is sent even if the client has nothing more to say. */
    private boolean isAskedAWord;

    /** What has come in and is not worked off, or null. */
    private ByteBuf unread;

    /** Whether that is the buffer of a read of the socket. */
    private boolean isBorrowed;

    /** What was written and is not handed to the socket yet, or null. */
    private ByteBuf unsent;

    /** A reply that is not written to its end; nothing else is sent before that. Null if there is none. */
    private LongListing listing;

    /** Requests on their way through the core, and what they hold. */
    private int inFlight;

    private long inFlightBytes;

    /** Requests for the core, out of what is being worked off; null if there are none. */
    private List<ClientRequest> forCore;

    private boolean isReading = true;

    /** Whether {@link #work} is at work, and is to do another round. */
    private boolean isWorking;

    private boolean isToGoOn;

    /** Whether the session was touched for what is being worked off, and what came of it. */
    private boolean isTouched;

    private boolean isAlive;

    // For those who look at the server.
    private final Counters counters = new Counters();
    private long sessionId;
    private int timeoutMillis;
    private OpCode lastOp;
    private int lastXid;
    private long lastZxid = -1;
    private long lastAnsweredNanos;

    ClientConnection(ClientLoop loop, Transport transport, Peer peer) {
        super(loop, peer.identities(), loop.services.clock().nanoTime());
        this.loop = loop;
        this.transport = transport;
        this.peer = peer;
        this.openedNanos = loop.services.clock().nanoTime();
        this.openedMillis = loop.services.clock().wallMillis();
        loop.opened(this);
    }

    // 1. Something has come in, or has been answered by the core.

    /** Takes what one read of the socket has brought, and lets go of the buffer. */
    void received(ByteBuf bytes) {
        if (phase == Phase.CLOSED) {
            bytes.release();
            return;
        }
        if (unread == null) {
            unread = bytes;
            isBorrowed = true;
        } else {
            unread.writeBytes(bytes);
            bytes.release();
        }
        work();
    }

    @Override
    public void awaken() {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (isOver() && !transport.isWritable()) {
            transport.close(); // It does not read, so it cannot be told.
            return;
        }
        work();
        loop.resumeWaiting();
    }

    /** The socket has room again, or there is credit again. */
    void resume() {
        if (phase != Phase.CLOSED) {
            work();
        }
    }

    /** The socket may say that it has room again while this writes to it: then there is one more round, not one within. */
    private void work() {
        if (isWorking) {
            isToGoOn = true;
            return;
        }
        isWorking = true;
        try {
            do {
                isToGoOn = false;
                workOnce();
            } while (isToGoOn && phase != Phase.CLOSED);
        } finally {
            isWorking = false;
        }
    }

    /** One view for all of it: what is sent and what is read belong to the same moment. */
    private void workOnce() {
        View view = loop.core.view();
        long now = loop.services.clock().nanoTime();
        isTouched = false;
        sendOutbox(view, now);
        while (phase != Phase.CLOSED && takeFrame(view, now)) {
            if (unsent != null && unsent.readableBytes() >= CHUNK) {
                handOver();
            }
        }
        if (phase == Phase.CLOSED) {
            return;
        }
        tellCore();
        handOver();
        transport.flush();
        keepUnread();
        readOrNot();
    }

    // 2. What the core has for this client.

    private void sendOutbox(View view, long now) {
        goOnListing();
        while (phase != Phase.CLOSED && isFreeToWrite()) {
            Outgoing next = take(view.number());
            if (next == null) {
                return;
            }
            send(next, now);
            if (unsent != null && unsent.readableBytes() >= CHUNK) {
                handOver();
            }
        }
    }

    private void send(Outgoing next, long now) {
        if (next instanceof Outgoing.Reply reply) {
            ClientRequest request = reply.request();
            inFlight--;
            inFlightBytes -= request.bytes();
            loop.giveBack(1, request.bytes());
            int size = reply.znode() != null
                    ? writeFound(request.xid(), reply.zxid(), request.op(), reply.znode())
                    : ReplyWriter.write(out(), reply);
            answered(request.op(), request.xid(), reply.zxid(), size, request.arrivedNanos(), now);
        } else if (next instanceof Outgoing.Event event) {
            out().writeBytes(event.frame());
            countSent();
            loop.counters.sentEvent(event.frame().length - Integer.BYTES);
        } else if (next instanceof Outgoing.Welcome welcome) {
            ReplyWriter.write(out(), welcome.response());
            countSent();
            lastOp = OpCode.CREATE_SESSION;
            lastAnsweredNanos = now;
            sessionId = welcome.response().sessionId();
            timeoutMillis = welcome.response().timeoutMillis();
            phase = Phase.OPEN;
            loop.hasSession(this);
        } else if (next instanceof Outgoing.Farewell) {
            if (lastOp != OpCode.CLOSE_SESSION) {
                loop.counters.dropped++;
            }
            closeBehindWrites();
        } else {
            throw new AssertionError("nothing to send: " + next);
        }
    }

    /** @param size of the reply */
    private void answered(OpCode op, int xid, long zxid, int size, long arrivedNanos, long now) {
        countSent();
        lastOp = op;
        if (op != OpCode.PING) {
            lastXid = xid;
            lastZxid = zxid;
        }
        lastAnsweredNanos = now;
        counters.took(now - arrivedNanos);
        loop.counters.answered(op, size, arrivedNanos, now);
    }

    private void countReceived(int bytes) {
        counters.received();
        loop.counters.received(bytes);
    }

    private void countSent() {
        counters.sent();
        loop.counters.packets.sent();
    }

    // 3. What the client says.

    /** Works off the next frame. False if there is none that is whole, or it is not its time. */
    private boolean takeFrame(View view, long now) {
        if (unread == null || unread.readableBytes() < Integer.BYTES || phase == Phase.PENDING || isOver()) {
            return false;
        }
        if (inFlight > 0 && !loop.hasCredit()) {
            loop.awaitCredit(this);
            return false;
        }
        if (!isFreeToWrite()) {
            return false;
        }
        if (phase == Phase.NEW && takeWord()) {
            return false;
        }
        int length = unread.getInt(unread.readerIndex());
        if (!isAllowed(length)) {
            return false;
        }
        if (unread.readableBytes() - Integer.BYTES < length) {
            return false;
        }
        unread.skipBytes(Integer.BYTES);
        int end = unread.readerIndex() + length;
        countReceived(Integer.BYTES + length);
        if (phase == Phase.NEW) {
            takeHandshake(unread.slice(unread.readerIndex(), length));
        } else {
            takeRequest(view, length, now);
        }
        if (phase != Phase.CLOSED) {
            unread.readerIndex(end);
        }
        return true;
    }

    /** By its length alone, before any of it is kept. */
    private boolean isAllowed(int length) {
        if (length > 0 && length <= loop.services.limits().maxFrameBytes()) {
            return true;
        }
        boolean maySetWatches = phase == Phase.OPEN
                && length > 0
                && length <= loop.services.limits().maxSetWatchesBytes();
        if (maySetWatches && unread.readableBytes() < Integer.BYTES + RequestHeader.SIZE) {
            return true;
        }
        if (maySetWatches && isSetWatches(unread.getInt(unread.readerIndex() + 2 * Integer.BYTES))) {
            return true;
        }
        fault("a frame of " + length + " bytes came, where 1 to "
                + loop.services.limits().maxFrameBytes() + " (jute.maxbuffer) are accepted");
        return false;
    }

    private static boolean isSetWatches(int type) {
        return type == OpCode.SET_WATCHES.code() || type == OpCode.SET_WATCHES2.code();
    }

    // 3a. Before the session.

    /** The client has shown a certificate, which is a credential of this scheme. */
    void identify(String scheme) {
        try {
            identify(loop.services.authProviders().authenticate(identities(), scheme, this, null));
        } catch (AuthenticationRefused refused) {
            loop.counters.unauthenticated++;
            fault("authentication failed: " + refused.getMessage());
        }
    }

    /** Whether what comes is no handshake but a word of an operator, in whole or in part. */
    private boolean takeWord() {
        String word = unread.toString(unread.readerIndex(), WORD_SIZE, StandardCharsets.ISO_8859_1);
        int argumentBytes = loop.services.words().argumentBytes(word);
        if (argumentBytes < 0) {
            return false;
        }
        if (unread.readableBytes() - WORD_SIZE >= argumentBytes) {
            unread.skipBytes(WORD_SIZE);
            byte[] argument = new byte[argumentBytes];
            unread.readBytes(argument);
            countReceived(WORD_SIZE + argumentBytes);
            phase = Phase.PENDING;
            isAskedAWord = true;
            loop.hasSession(this); // Nor will it have one; but it has spoken, and waits for us.
            loop.services.words().answer(word, argument, text -> transport.execute(() -> answerWord(text)));
        }
        return true;
    }

    private void answerWord(String text) {
        if (phase != Phase.CLOSED) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            transport.write(transport.allocate(bytes.length).writeBytes(bytes));
            countSent();
            closeBehindWrites();
        }
    }

    private void takeHandshake(ByteBuf body) {
        ConnectRequest request;
        try {
            request = ConnectRequest.read(new JuteReader(body));
        } catch (JuteException malformed) {
            fault("the handshake cannot be read: " + malformed.getMessage());
            return;
        }
        if (!loop.services.throttle().admits(request.sessionId() == 0)) {
            fault("too many sessions begin at a time (connection_throttle_tokens)");
            return;
        }
        phase = Phase.PENDING;
        loop.counters.handshakes++;
        if (request.sessionId() != 0) {
            loop.counters.returns++;
        }
        int timeout = loop.services.limits().timeoutMillis(request.timeoutMillis());
        loop.core.tell(new Input.Connect(this, request, timeout));
    }

    // 3b. In a session.

    private void takeRequest(View view, int length, long now) {
        if (length < RequestHeader.SIZE) {
            fault("a request of " + length + " bytes came, which is shorter than its header");
            return;
        }
        int xid = unread.readInt();
        OpCode op = OpCode.ofCode(unread.readInt());
        int bodyLength = length - RequestHeader.SIZE;
        if (op == OpCode.AUTH || op == OpCode.SASL) {
            authenticate(view, xid, op, unread.slice(unread.readerIndex(), bodyLength), now);
            return;
        }
        touchOnce(now);
        if (!loop.services.requiredSchemes().areMetBy(identities())) {
            settle(view, xid, op, ErrorCode.SESSION_CLOSED_REQUIRE_SASL_AUTH, true, now);
        } else if (op == null || !Request.isAsked(op) || op == OpCode.DELETE_CONTAINER) {
            settle(view, xid, op, ErrorCode.UNIMPLEMENTED, true, now);
        } else if (isFree() && PlainReads.includes(op)) {
            read(view, xid, op, bodyLength, now);
        } else {
            decode(view, xid, op, unread.slice(unread.readerIndex(), bodyLength), now);
        }
    }

    private void touchOnce(long now) {
        if (!isTouched) {
            isTouched = true;
            isAlive = touch(now);
        }
    }

    /** Whether what comes may be answered here: nothing is before it, and the session does not end. */
    private boolean isFree() {
        return inFlight == 0 && isAlive;
    }

    /** Looks the znode up and writes it, without an object for the request or for the reply. */
    private void read(View view, int xid, OpCode op, int bodyLength, long now) {
        int pathAt = unread.readerIndex() + Integer.BYTES;
        int pathLength = bodyLength < Integer.BYTES ? -1 : unread.getInt(unread.readerIndex());
        boolean isWhole = pathLength >= 0 && pathLength < bodyLength - Integer.BYTES;
        if (!isWhole || unread.getByte(pathAt + pathLength) != 0) {
            decode(view, xid, op, unread.slice(unread.readerIndex(), bodyLength), now);
            return;
        }
        byte[] path = loop.scratch(pathLength);
        unread.getBytes(pathAt, path, 0, pathLength);
        Znode znode = view.state().find(path, 0, pathLength);
        ErrorCode error = loop.services.reads().judge(op, znode, path, 0, pathLength, identities());
        long zxid = view.state().lastZxid().value();
        int size = error == ErrorCode.OK
                ? writeFound(xid, zxid, op, znode)
                : ReplyWriter.writeError(out(), xid, zxid, error);
        answered(op, xid, zxid, size, now, now);
    }

    private void decode(View view, int xid, OpCode op, ByteBuf body, long now) {
        Request request;
        try {
            request = Request.read(op, new JuteReader(body));
        } catch (JuteException malformed) {
            settle(view, xid, op, ErrorCode.MARSHALLING_ERROR, false, now);
            return;
        }
        ClientRequest asked = ClientRequest.of(xid, request, identities(), now, body.capacity());
        if (isFree() && isAnsweredHere(op)) {
            Result result = request instanceof PingRequest
                    ? Result.of(new EmptyResponse())
                    : loop.services.operations().read(view.state(), request, new Caller(sessionId, identities()));
            long zxid = view.state().lastZxid().value();
            int size = ReplyWriter.write(out(), Outgoing.Reply.of(asked, zxid, result));
            answered(op, xid, zxid, size, now, now);
        } else {
            toCore(asked);
            phase = op == OpCode.CLOSE_SESSION ? Phase.PENDING : phase;
        }
    }

    /** Reads of what is agreed upon that are no plain ones, and pings. */
    private static boolean isAnsweredHere(OpCode op) {
        return switch (op) {
            case PING, GET_ACL, MULTI_READ, GET_ALL_CHILDREN_NUMBER, GET_EPHEMERALS, WHO_AM_I -> true;
            default -> false;
        };
    }

    /** Who the client is from now on; requests that came before are judged by what it was. */
    private void authenticate(View view, int xid, OpCode op, ByteBuf body, long now) {
        try {
            Request request = Request.read(op, new JuteReader(body));
            if (request instanceof AuthRequest auth) {
                identify(loop.services.authProviders().authenticate(identities(), auth.scheme(), this, auth.auth()));
                if (identities().all().size() > MOST_IDENTITIES) {
                    fault("more than " + MOST_IDENTITIES + " ids were proved on one connection");
                    return;
                }
            }
            settle(view, xid, op, ErrorCode.OK, false, now);
        } catch (JuteException malformed) {
            fault("the credentials cannot be read: " + malformed.getMessage());
        } catch (AuthenticationRefused refused) {
            loop.services.log().closed(transport.remote(), "authentication failed: " + refused.getMessage());
            loop.counters.unauthenticated++;
            if (refused.isAnswered()) {
                settle(view, xid, op, ErrorCode.AUTH_FAILED, true, now);
            } else {
                loop.counters.dropped++;
                closeBehindWrites();
            }
        }
    }

    /** Answers what was decided here, in its turn. */
    private void settle(View view, int xid, OpCode op, ErrorCode error, boolean isLast, long now) {
        ClientRequest settled = ClientRequest.settled(xid, op, error, isLast, now);
        if (inFlight > 0) {
            toCore(settled);
            phase = isLast ? Phase.PENDING : phase;
            return;
        }
        long zxid = view.state().lastZxid().value();
        int size = ReplyWriter.write(out(), Outgoing.Reply.of(settled, zxid, error));
        answered(op, xid, -1, size, now, now);
        if (isLast) {
            loop.counters.dropped++;
            closeBehindWrites();
        }
    }

    private void toCore(ClientRequest request) {
        inFlight++;
        inFlightBytes += request.bytes();
        loop.takeCredit(request.bytes());
        if (forCore == null) {
            forCore = new ArrayList<>(4);
        }
        forCore.add(request);
    }

    private void tellCore() {
        if (forCore != null) {
            List<ClientRequest> requests = forCore;
            forCore = null;
            loop.core.tell(new Input.Requests(this, requests));
        }
    }

    // 4. To the socket.

    /** Returns the size of the reply, also if only its beginning is written. */
    private int writeFound(int xid, long zxid, OpCode op, Znode znode) {
        boolean lists = op == OpCode.GET_CHILDREN || op == OpCode.GET_CHILDREN2;
        byte[] names = lists ? loop.listings.namesBelow(znode) : null;
        if (names != null) {
            return ReplyWriter.writeListing(out(), xid, zxid, op, znode, names);
        }
        if (!lists || LongListing.size(op, znode) <= CHUNK) {
            return ReplyWriter.writeZnode(out(), xid, zxid, op, znode);
        }
        listing = LongListing.begin(out(), xid, zxid, op, znode);
        goOnListing();
        return LongListing.size(op, znode);
    }

    /** Writes as much as the client takes. */
    private void goOnListing() {
        while (listing != null && transport.isWritable()) {
            listing.writeUpTo(out(), CHUNK);
            if (listing.isWritten()) {
                listing = null;
            }
            handOver();
            transport.flush();
        }
    }

    private boolean isFreeToWrite() {
        return listing == null && transport.isWritable();
    }

    private ByteBuf out() {
        if (unsent == null) {
            unsent = transport.allocate(SMALL);
        }
        return unsent;
    }

    private void handOver() {
        if (unsent != null) {
            ByteBuf bytes = unsent;
            unsent = null;
            transport.write(bytes);
        }
    }

    /** What is left of a read is the beginning of a frame; the buffer that it came in is larger than that. */
    private void keepUnread() {
        if (unread == null) {
            return;
        }
        if (!unread.isReadable()) {
            unread.release();
            unread = null;
        } else if (isBorrowed) {
            ByteBuf own = transport.allocate(unread.readableBytes()).writeBytes(unread);
            unread.release();
            unread = own;
            isBorrowed = false;
        } else {
            unread.discardReadBytes();
        }
    }

    /** Nothing is read that could not be worked off. */
    private void readOrNot() {
        boolean isFull = phase == Phase.PENDING || !isFreeToWrite() || inFlight > 0 && !loop.hasCredit();
        if (isReading == isFull) {
            isReading = !isFull;
            transport.read(isReading);
        }
    }

    // 5. The end.

    private void fault(String what) {
        loop.services.log().closed(transport.remote(), what);
        loop.counters.dropped++;
        tellCore();
        closeBehindWrites();
    }

    void closeSilent() {
        loop.counters.silent++;
        fault("no session was asked for in " + loop.services.limits().sessionlessMillis()
                + " ms (nio.sessionlessCnxnTimeout)");
    }

    private void closeBehindWrites() {
        handOver();
        transport.closeBehindWrites();
        finish();
    }

    /** The client says no more. Only a word is answered nevertheless; there is no session that is half open. */
    void inputEnded() {
        if (!isAskedAWord) {
            transport.close();
        }
    }

    /** The connection is closed, by whomever. */
    void closed() {
        if (phase != Phase.CLOSED) {
            finish();
        }
    }

    private void finish() {
        phase = Phase.CLOSED;
        listing = null;
        if (unread != null) {
            unread.release();
            unread = null;
        }
        if (unsent != null) {
            unsent.release();
            unsent = null;
        }
        loop.closed(this);
        loop.giveBack(inFlight, inFlightBytes);
        loop.core.tell(new Input.Disconnected(this));
        loop.resumeWaiting();
    }

    long openedNanos() {
        return openedNanos;
    }

    @Override
    public String remoteAddress() {
        return peer.address();
    }

    @Override
    public List<X509Certificate> certificates() {
        return transport.certificates();
    }

    // For whoever looks at the server.

    ConnectionReport report() {
        return new ConnectionReport(
                transport.remote(),
                isReading,
                inFlight,
                counters.receivedCount(),
                counters.sentCount(),
                sessionId,
                timeoutMillis,
                lastOp,
                openedMillis,
                lastXid,
                lastZxid,
                TimeUnit.NANOSECONDS.toMillis(lastAnsweredNanos),
                counters.latency());
    }

    void resetCounters() {
        counters.reset();
        lastOp = null;
        lastXid = -1;
        lastZxid = -1;
        lastAnsweredNanos = 0;
    }
}
