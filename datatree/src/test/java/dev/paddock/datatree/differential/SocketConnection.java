package dev.paddock.datatree.differential;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A connection to a server that listens on the loopback address. */
final class SocketConnection implements Target.Connection {
    private static final int ANSWER_WITHIN_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;

    SocketConnection(int port) throws IOException {
        // By number: peers are identified by the text of their address.
        socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    @Override
    public void send(byte[] frame) throws IOException {
        byte[] packet = ByteBuffer.allocate(4 + frame.length)
                .putInt(frame.length)
                .put(frame)
                .array();
        try {
            socket.getOutputStream().write(packet);
        } catch (SocketException closedByServer) {
            // receive() reports it, after whatever the server said before it closed.
            socket.shutdownOutput();
        }
    }

    @Override
    public byte[] receive() throws IOException {
        try {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return frame;
        } catch (EOFException | SocketException closedByServer) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
