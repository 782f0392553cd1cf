/**
 * The core: the one thread that owns whatever changes, and what it owns.
 *
 * <p>So far that is who watches what: {@link dev.paddock.server.core.Watches}. {@link
 * dev.paddock.server.core.WatchedPath} and {@link dev.paddock.server.core.Watching} are its two sides, a path with its
 * watchers and a watcher with its paths, and {@link dev.paddock.server.core.HashTable} and {@link
 * dev.paddock.server.core.CompactSet} are how a watch takes few bytes.
 */
package dev.paddock.server.core;
