/**
 * Jute, the encoding of everything: big-endian numbers, lengths before strings, buffers and vectors, -1 for null.
 *
 * <p>{@link dev.paddock.wire.jute.JuteReader} trusts nothing that it reads: no length is used before it was held
 * against what is left. {@link dev.paddock.wire.jute.JuteException} is all that it throws.
 */
package dev.paddock.wire.jute;
