package dev.paddock.server.core;

import dev.paddock.datatree.Prepared;

/**
 * A decision that is to be agreed upon, with all that will come of it.
 *
 * @param origin the request, which is answered when it is delivered; null if nobody has asked
 */
record Proposal(Prepared prepared, ClientRequest origin) {}
