package dev.paddock.server.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says words to a port of the loopback address, as tools do. */
final class WordSocket {
    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;

    WordSocket(int port) {
        this.port = port;
    }

    String ask(String word) throws IOException {
        return ask(word.getBytes(StandardCharsets.ISO_8859_1));
    }

    String ask(byte[]... pieces) throws IOException {
        try (Socket socket = connect()) {
            for (byte[] piece : pieces) {
                socket.getOutputStream().write(piece);
            }
            return rest(socket);
        }
    }

    /** As {@code echo word | nc}: nothing more will come, and an answer is wanted. */
    String askAndShutDown(String word) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return rest(socket);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Up to where the server closes. */
    static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
