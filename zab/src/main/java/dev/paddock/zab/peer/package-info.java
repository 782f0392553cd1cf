/** {@link dev.paddock.zab.peer.Peer}, the one that takes inputs, and the roles that it plays one after the other. */
package dev.paddock.zab.peer;
