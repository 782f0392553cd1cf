package dev.paddock.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Stands between clients and a server: can cut all connections, keep everybody out, and stop passing bytes on. */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 14;

    private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;

    /** Both ends of each connection. */
    private final List<Socket> sockets = new ArrayList<>();

    private boolean isShut;
    private boolean isFrozen;
    private boolean isDeaf;

    public TcpProxy(int target) throws IOException {
        this.target = target;
        start("proxy-accept", this::accept);
    }

    public String connectString() {
        return "127.0.0.1:" + port.getLocalPort();
    }

    /** Cuts all connections; whoever comes from now on is sent away. */
    public synchronized void shut() throws IOException {
        isShut = true;
        closeAll();
    }

    /** Cuts all connections; whoever comes from now on gets through. */
    public synchronized void cut() throws IOException {
        closeAll();
    }

    /** Connections stay, and nothing comes through in either direction. */
    public synchronized void freeze() {
        isFrozen = true;
    }

    /** Requests come through, and nothing comes back: what was read of the answers is lost with the connection. */
    public synchronized void loseAnswers() {
        isDeaf = true;
    }

    /** As new. */
    public synchronized void mend() {
        isShut = false;
        isFrozen = false;
        isDeaf = false;
        notifyAll();
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
        if (isShut) {
            return false;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        start("proxy-up", () -> copy(client, server, false));
        start("proxy-down", () -> copy(server, client, true));
        return true;
    }

    private void copy(Socket from, Socket to, boolean isDown) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            int length;
            while ((length = in.read(buffer)) > 0) {
                if (mayPass(isDown)) {
                    out.write(buffer, 0, length);
                }
            }
        }
    }

    private synchronized boolean mayPass(boolean isDown) throws IOException {
        while (isFrozen) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }
        return !(isDown && isDeaf);
    }

    @Override
    public void close() throws IOException {
        port.close();
        mend();
        shut();
    }
}
