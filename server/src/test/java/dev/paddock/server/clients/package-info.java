/**
 * Clients that nobody here wrote, against a Paddock in a process of its own.
 *
 * <p>{@link dev.paddock.server.clients.EveryCallTest} has every method of the published client once, {@link
 * dev.paddock.server.clients.ReconnectTest} what becomes of sessions and watches when connections break, and {@link
 * dev.paddock.server.clients.CommandLineTest} the command line. The tests
 * that begin with {@code Curator} have all of Apache Curator's recipes.
 *
 * <p>In {@link dev.paddock.server.clients.TranscriptsTest} the published server takes part as well: it and Paddock get
 * the same random program of several clients, and each client has to see the same.
 */
package dev.paddock.server.clients;
