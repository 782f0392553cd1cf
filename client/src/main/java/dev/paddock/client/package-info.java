/**
 * The client: a session with an ensemble, for programs.
 *
 * <p>Users start with {@link dev.paddock.client.PaddockClient}, whose operations wait, and {@link
 * dev.paddock.client.AsyncClient}, whose operations do not. What goes wrong is a {@link
 * dev.paddock.client.PaddockException}.
 *
 * <p>Inside, an operation becomes a {@code Call} and goes through a {@code Handoff} to the {@code SessionLoop}, the one
 * thread that owns the {@code Session}: its requests on their way, its {@code Watches}, its timings. A session knows neither
 * sockets nor clocks, and tests step it. Results and events go through {@code Callbacks} to the users' code.
 */
package dev.paddock.client;
