package dev.paddock.datatree;

import dev.paddock.datatree.acl.Identities;

/**
 * Who asks.
 *
 * @param sessionId 0 for the server itself
 * @param identities who the connection has proven to be when the request came in
 */
public record Caller(long sessionId, Identities identities) {
    public static final Caller SERVER = new Caller(0, Identities.NONE);
}
