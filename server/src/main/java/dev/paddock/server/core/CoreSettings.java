package dev.paddock.server.core;

/**
 * What of the configuration concerns the core.
 *
 * @param serverId the top byte of the ids of its sessions
 * @param tickMillis sessions end at multiples of it
 */
public record CoreSettings(int serverId, int tickMillis) {}
