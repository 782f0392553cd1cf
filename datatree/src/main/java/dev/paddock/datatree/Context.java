package dev.paddock.datatree;

import dev.paddock.wire.Zxid;

/**
 * What a decision depends on besides the state and the request.
 *
 * @param cxid the client's number of the request
 * @param zxid the transaction's, the next one
 * @param time the wall clock, in milliseconds since 1970
 */
public record Context(Caller caller, int cxid, Zxid zxid, long time) {}
