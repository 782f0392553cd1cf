package dev.paddock.wire.txn;

import dev.paddock.wire.Zxid;

/**
 * Who asked for a transaction, and its place and time.
 *
 * @param sessionId the session that asked, or 0 for what the server does by itself
 * @param cxid the number that the client gave to its request
 * @param time by the clock of the server that decided, in milliseconds since 1970
 */
public record TxnHeader(long sessionId, int cxid, Zxid zxid, long time) {}
