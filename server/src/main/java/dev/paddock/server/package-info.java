/**
 * The process: it puts configuration, store, core and network together.
 *
 * <p>Start with {@code Server}, which is the wiring and nothing else. {@code core} owns everything that changes, {@code
 * net} is Netty and what an event loop does by itself, {@code admin} shows what the core publishes.
 */
package dev.paddock.server;
