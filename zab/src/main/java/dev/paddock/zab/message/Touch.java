package dev.paddock.zab.message;

/** A session whose client was heard of, and for how long that keeps it alive. */
public record Touch(long session, int timeoutMillis) {}
