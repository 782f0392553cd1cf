package dev.paddock.client;

import io.netty.channel.IoEventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A session on its event loop, as all other threads see it. */
final class SessionLoop implements RequestSink {
    static SessionLoop start(
            ClientConfig config, List<SessionListener> listeners, IoEventLoopGroup eventLoops, Executor callbacks) {
        throw new UnsupportedOperationException("the interface comes first");
    }

    @Override
    public void submit(Call<?> call) {
        throw new UnsupportedOperationException("the interface comes first");
    }

    @Override
    public void execute(Consumer<Session> task) {
        throw new UnsupportedOperationException("the interface comes first");
    }

    SessionStatus status() {
        throw new UnsupportedOperationException("the interface comes first");
    }

    long lastZxid() {
        throw new UnsupportedOperationException("the interface comes first");
    }

    void addListener(SessionListener listener) {
        throw new UnsupportedOperationException("the interface comes first");
    }

    void removeListener(SessionListener listener) {
        throw new UnsupportedOperationException("the interface comes first");
    }

    void awaitConnected(Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException("the interface comes first");
    }

    void close() {
        throw new UnsupportedOperationException("the interface comes first");
    }
}
