/**
 * Agreement (ZAB) as a state machine: what goes in, {@link dev.paddock.zab.Input}, and what comes out,
 * {@link dev.paddock.zab.Effect}. No thread, socket, clock or file is in here or below.
 *
 * <p>{@code dev.paddock.zab.peer} has the one that does it, and the roles that it plays. The phases of the paper are
 * packages: {@code election}, {@code discovery}, {@code sync}, {@code broadcast}; {@code history} is what all of them
 * write. {@code docs/zab.md} tells the protocol from top to bottom.
 */
package dev.paddock.zab;
