/**
 * The event loops' half: bytes become requests, plain reads are answered where they arrive, everything else goes to the
 * core and comes back through an outbox.
 *
 * <p>{@link dev.paddock.server.net.ClientConnection} is all that happens to a connection on its loop. It knows no Netty
 * channel, only a {@link dev.paddock.server.net.Transport}, so that a test can step it between any two things that the core
 * does: its socket by itself ({@link dev.paddock.server.net.EpollTransport}) or, where there is no epoll and behind TLS, a
 * channel ({@link dev.paddock.server.net.ClientHandler}). {@link dev.paddock.server.net.ClientListener} is the port, with
 * Netty around it; {@link dev.paddock.server.net.TlsHandshake} is what comes first where TLS is spoken.
 */
package dev.paddock.server.net;
