package dev.paddock.server.core;

/**
 * What of the configuration concerns the core.
 *
 * @param serverId the top byte of the ids of its sessions
 * @param tickMillis sessions end at multiples of it
 * @param longestWaitMillis what has waited longer for the core is not done any more; 0 for any time
 */
public record CoreSettings(int serverId, int tickMillis, long longestWaitMillis) {}
