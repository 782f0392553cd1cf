package dev.paddock.client;

import dev.paddock.wire.EventType;

/**
 * Something has happened to a znode that is watched.
 *
 * @param path as this client sees it, without its chroot
 * @param zxid of the transaction that did it; -1 where the server does not tell, as after a reconnect
 */
public record WatchEvent(EventType type, String path, long zxid) {}
