package dev.paddock.datatree.differential;

import java.io.Closeable;
import java.io.IOException;

/** A running server, seen from outside: connections that carry frames, and nothing else. */
interface Target extends Closeable {
    Connection open() throws IOException;

    /** What the server wrote about itself: shown when a test fails. */
    String log() throws IOException;

    /** One connection of a client. A frame is what follows the four bytes of its length. */
    interface Connection extends Closeable {
        /** Frames sent into a connection that the server has closed are lost, as they are on any network. */
        void send(byte[] frame) throws IOException;

        /** The next frame from the server, or null when it has closed the connection. Waits for it, within bounds. */
        byte[] receive() throws IOException;
    }
}
