/**
 * What an operator runs on a data directory while no server does: look at logs and snapshots, find damage, clear it away.
 *
 * <p>Each {@link dev.paddock.datatree.store.tools.Tool} is one command. Those that ZooKeeper has too print what its own
 * print, since scripts read that; {@code docs/offline-tools.md} lists where they differ. {@link
 * dev.paddock.datatree.store.tools.Main} chooses the tool by its name. Nothing here is used by a server.
 */
package dev.paddock.datatree.store.tools;
