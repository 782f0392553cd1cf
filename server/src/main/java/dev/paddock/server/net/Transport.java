package dev.paddock.server.net;

import io.netty.buffer.ByteBuf;
import java.security.cert.X509Certificate;
import java.util.List;

/** Where the bytes of a connection go. Used on its event loop only. */
interface Transport {
    /** One read of a socket takes as much at most. */
    int MOST_READ_BYTES = 32 << 10;

    /** With more than that on its way, a client is not answered until it has read. */
    int MOST_UNSENT_BYTES = 256 << 10;

    /** Until less than that is left. */
    int FEW_UNSENT_BYTES = 64 << 10;

    /** Who does not read what it was sent before the end is not waited for any longer. */
    int LONGEST_FAREWELL_SECONDS = 5;

    /** Where the client is, as {@code ip:port}: for people. */
    String remote();

    /** What the client has shown in a TLS handshake, its own certificate first; empty if it has shown none. */
    default List<X509Certificate> certificates() {
        return List.of();
    }

    /** Room for what is to be written. */
    ByteBuf allocate(int size);

    /** Writes the bytes and lets go of the buffer. */
    void write(ByteBuf bytes);

    /** Has all that was written sent. */
    void flush();

    /** Whether the peer takes what is sent: if not, it is not the time for more. */
    boolean isWritable();

    /** Whether more is to be read. What was read already still comes. */
    void read(boolean on);

    /** Has something done on the event loop. From any thread. */
    void execute(Runnable task);

    /** Closes when all that was written is sent. */
    void closeBehindWrites();

    /** Closes at once; what was written may be lost. */
    void close();
}
