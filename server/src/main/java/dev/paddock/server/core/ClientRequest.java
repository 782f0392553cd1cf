package dev.paddock.server.core;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.Transaction;

/** A request that goes through the core: decoded by an event loop, answered in its turn. */
public final class ClientRequest {
    private final int xid;
    private final OpCode op;
    private final Request request;
    private final ErrorCode settled;
    private final boolean isLast;
    private final Identities identities;
    private final long arrivedNanos;
    private final int bytes;
    private final ConnectRequest connect;

    /** The connection that it came on. From here on the core's. */
    ClientLink link;

    ClientSession session;

    /** The next one of the same session. */
    ClientRequest next;

    /** Whether it has to be agreed upon, or is at work: those behind it wait as well. */
    boolean isAwaited;

    /** Its connection was gone before it was begun: nothing is done, and nobody is told. */
    boolean isDropped;

    /** The last transaction that was known of when the leader was asked; null where that is not waited for. */
    Zxid forwardedBehind;

    private ClientRequest(
            int xid,
            OpCode op,
            Request request,
            ErrorCode settled,
            boolean isLast,
            Identities identities,
            long arrivedNanos,
            int bytes,
            ConnectRequest connect) {
        this.xid = xid;
        this.op = op;
        this.request = request;
        this.settled = settled;
        this.isLast = isLast;
        this.identities = identities;
        this.arrivedNanos = arrivedNanos;
        this.bytes = bytes;
        this.connect = connect;
    }

    /**
     * @param identities who the connection was when it came in
     * @param bytes what it took of the connection's credit
     */
    public static ClientRequest of(int xid, Request request, Identities identities, long arrivedNanos, int bytes) {
        return new ClientRequest(xid, request.op(), request, null, false, identities, arrivedNanos, bytes, null);
    }

    /**
     * One that was decided where it arrived, and goes through the core for the order of replies alone.
     *
     * @param isLast whether the connection ends with it
     */
    public static ClientRequest settled(int xid, OpCode op, ErrorCode error, boolean isLast, long arrivedNanos) {
        return new ClientRequest(xid, op, null, error, isLast, Identities.NONE, arrivedNanos, 0, null);
    }

    /** The beginning of a session. */
    static ClientRequest birth(ConnectRequest connect) {
        return new ClientRequest(0, OpCode.CREATE_SESSION, null, null, false, Identities.NONE, 0, 0, connect);
    }

    /** The same, but it is not done. */
    ClientRequest refused(ErrorCode error) {
        return new ClientRequest(xid, op, null, error, false, identities, arrivedNanos, bytes, null);
    }

    void belongTo(ClientLink link, ClientSession session) {
        this.link = link;
        this.session = session;
    }

    /**
     * Whether this is what a leader has made of it. Some clients number the requests of each connection from 1 on, so what
     * was made of an earlier one may look the same; but that one is not new.
     */
    boolean hasBecome(Transaction transaction) {
        return forwardedBehind != null
                && transaction.header().cxid() == xid
                && transaction.zxid().isAfter(forwardedBehind)
                && (transaction.txn().type() == op || transaction.txn() instanceof ErrorTxn);
    }

    public int xid() {
        return xid;
    }

    /** Null for a number that stands for no operation. */
    public OpCode op() {
        return op;
    }

    /** Null if it is settled. */
    public Request request() {
        return request;
    }

    /** The handshake that began a session, or null. */
    ConnectRequest connect() {
        return connect;
    }

    /** What it came to where it arrived, or null. */
    public ErrorCode settled() {
        return settled;
    }

    public boolean isLast() {
        return isLast;
    }

    public long arrivedNanos() {
        return arrivedNanos;
    }

    public int bytes() {
        return bytes;
    }

    Identities identities() {
        return identities;
    }

    Caller caller() {
        return new Caller(session.id, identities);
    }
}
