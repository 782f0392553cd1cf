package dev.paddock.server.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Stands between clients and a server, and can cut all connections and keep everybody out for a while. */
final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 14;

    private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;

    /** Both ends of each connection. */
    private final List<Socket> sockets = new ArrayList<>();

    private boolean isCut;

    TcpProxy(int target) throws IOException {
        this.target = target;
        start("proxy-accept", this::accept);
    }

    String connectString() {
        return "127.0.0.1:" + port.getLocalPort();
    }

    /** Cuts all connections; whoever comes from now on is sent away. */
    synchronized void cut() throws IOException {
        isCut = true;
        closeAll();
    }

    /** Cuts all connections; whoever comes from now on gets through. */
    synchronized void cutOnce() throws IOException {
        closeAll();
    }

    synchronized void mend() {
        isCut = false;
    }

    private void closeAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private interface Job {
        void run() throws IOException;
    }

    private static void start(String name, Job job) {
        Thread thread = new Thread(
                () -> {
                    try {
                        job.run();
                    } catch (IOException cut) {
                        Thread.currentThread().interrupt(); // The connection is over, which is what proxies are for.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!port.isClosed()) {
            Socket client = port.accept();
            if (!connect(client)) {
                client.close();
            }
        }
    }

    private synchronized boolean connect(Socket client) throws IOException {
        if (isCut) {
            return false;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        start("proxy-up", () -> copy(client, server));
        start("proxy-down", () -> copy(server, client));
        return true;
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            int length;
            while ((length = in.read(buffer)) > 0) {
                out.write(buffer, 0, length);
            }
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
        cut();
    }
}
