/**
 * What every request does, one file each: what it asks of the tree and in which order, and what its transaction changes.
 *
 * <p>{@code prepare} decides and changes nothing; {@code apply} changes and decides nothing, and never throws, so that a
 * replay and the work of every server are the same code. {@link dev.paddock.datatree.op.Operations} runs both. A new
 * operation is one file and one line there.
 */
package dev.paddock.datatree.op;
