/**
 * One server as {@code zoo.cfg} and {@code -Dzookeeper.*} describe it.
 *
 * <p>Start with {@link dev.paddock.server.config.ServerConfig}, which is all of it; each part of the server is handed the
 * record that is about it and nothing else. A record reads its own keys: {@code read} in {@code StoreConfig} is the list of
 * what there is about the store. {@code Settings} knows where a value stands, {@code Setting} what it may be, and
 * {@code KeysWithoutEffect} what files of ZooKeeper hold beyond that.
 *
 * <p>There are two kinds of keys, as in ZooKeeper. The <em>recognised</em> ones stand in the file only, and a value that
 * makes no sense ends the start. All others are <em>properties</em>: they may also be given as {@code -Dzookeeper.<key>}, a
 * value that makes no sense is warned of and counts as absent, and so does a key that nobody knows.
 */
package dev.paddock.server.config;
