package dev.paddock.server.net;

import io.netty.handler.ssl.SslHandler;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;

/**
 * What a port needs that speaks TLS. What takes long in a handshake, which is arithmetic and now and then a question to an
 * issuer, is done by threads of its own: event loops serve those who are through.
 */
public final class TlsPort implements Closeable {
    /** Beyond that an event loop does it itself, and so takes no more of it on. */
    private static final int MOST_WAITING_TASKS = 1000;

    private static final int IDLE_SECONDS = 60;

    private final Engines engines;
    private final ThreadPoolExecutor tasks;

    /** The scheme by which a client is known that has shown a certificate. */
    final String scheme;

    /** On each event loop at the same time. */
    final int mostHandshakes;

    /** The server's end of TLS for a new connection. */
    public interface Engines {
        SSLEngine newEngine(InetSocketAddress client);
    }

    /**
     * @param threads for handshakes
     * @param mostHandshakes on each event loop at the same time; 0 for any number
     */
    public TlsPort(Engines engines, String scheme, int threads, int mostHandshakes) {
        this.engines = engines;
        this.scheme = scheme;
        this.mostHandshakes = mostHandshakes > 0 ? mostHandshakes : Integer.MAX_VALUE;
        AtomicInteger number = new AtomicInteger();
        this.tasks = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING_TASKS),
                task -> {
                    Thread thread = new Thread(task, "paddock-tls-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
        tasks.allowCoreThreadTimeOut(true);
    }

    SslHandler newHandler(InetSocketAddress client, int timeoutMillis) {
        SslHandler handler = new SslHandler(engines.newEngine(client), tasks);
        handler.setHandshakeTimeoutMillis(timeoutMillis);
        return handler;
    }

    @Override
    public void close() {
        tasks.shutdownNow();
    }
}
