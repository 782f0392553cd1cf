/**
 * What is on disk: the transaction log, the snapshots, and the epochs that a member of an ensemble has promised.
 *
 * <p>For the log, start with {@link dev.paddock.datatree.store.LogFormat}, the bytes of a file. {@link
 * dev.paddock.datatree.store.LogReader} reads one file and {@link dev.paddock.datatree.store.LogCursor} all of them in
 * order; {@link dev.paddock.datatree.store.TxnLog} is the directory that they stand in. {@link
 * dev.paddock.datatree.store.LogAppender} writes, and {@link dev.paddock.datatree.store.LogWriter} is the thread that
 * does so for a server: what it has reported as durable survives anything but the loss of the disk. {@link
 * dev.paddock.datatree.store.EpochFiles} holds the two epochs. The log knows zxids and the order of them, and nothing
 * of the tree.
 *
 * <p>For snapshots, start with {@link dev.paddock.datatree.store.SnapshotReader}, the bytes; {@link
 * dev.paddock.datatree.store.Snapshots} is the directory, and {@link dev.paddock.datatree.store.Purge} removes what the
 * newest sound ones do not need. {@link dev.paddock.datatree.store.Recovery} puts both together: it alone, with {@link
 * dev.paddock.datatree.store.StateSnapshot}, knows of a state. What a leader may want of a learner's history is {@link
 * dev.paddock.datatree.store.Truncation} and {@link dev.paddock.datatree.store.Installation}.
 *
 * <p>Whatever is damaged is an exception that names the file, the place and the remedy. What a crash leaves behind is
 * no damage.
 */
package dev.paddock.datatree.store;
