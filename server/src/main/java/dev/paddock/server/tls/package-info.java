/**
 * TLS on the port for clients: which keys this server shows, whom it trusts, and when the files of both are read again.
 *
 * <p>Start with {@link ServerTls}, which has the newest credentials that were whole. {@link Credentials} are made of two
 * {@link StoreFile}s in one go; a file of PEM is taken apart by {@link PemStore}. Nothing here knows a connection: {@code
 * server.net} asks for an engine for each.
 */
package dev.paddock.server.tls;
