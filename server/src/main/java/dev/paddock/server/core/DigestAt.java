package dev.paddock.server.core;

import dev.paddock.wire.Zxid;

/** The digest of the tree behind a transaction. */
public record DigestAt(Zxid zxid, long digest) {}
