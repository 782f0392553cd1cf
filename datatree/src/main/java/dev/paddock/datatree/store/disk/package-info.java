/**
 * All that the store asks of a file system, small enough to be simulated.
 *
 * <p>{@link dev.paddock.datatree.store.disk.Disk} promises little on purpose: what was written may be lost until the
 * file was synced, and a new, renamed or deleted name until its directory was synced. The tests have a second form of
 * it that uses every liberty that this leaves.
 */
package dev.paddock.datatree.store.disk;
