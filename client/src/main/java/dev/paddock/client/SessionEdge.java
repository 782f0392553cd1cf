package dev.paddock.client;

import dev.paddock.client.ConnectString.Server;
import io.netty.buffer.ByteBuf;

/** What a session needs of the world around it. */
interface SessionEdge {
    /** Tries a server after a pause: {@link Session#opened} or {@link Session#closed} follows. */
    void connect(Server server, long pauseMillis);

    /** Drops the connection, or the attempt at one; nothing more is heard of it. */
    void disconnect();

    /** Where what is to be sent is written. It is sent when the session has nothing more to do. */
    ByteBuf out();

    /** Asks a server whether it is one that takes writes: {@link Session#readWriteFound} if so. */
    void probe(Server server);

    /** To be run behind all that was delivered before, on the users' side. */
    void deliver(Handoff.Item item);

    /** Whether so much has been delivered and not run that events can be left out where that is allowed. */
    boolean isBehind();

    void changed(SessionStatus status);
}
