package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.EventType;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears of everything, and keeps it in order: events as {@code NODE_CREATED /a}, the rest by its name. */
final class Heard implements Watcher, SessionListener {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

    @Override
    public void changed(WatchEvent event) {
        all.add(event.type() + " " + event.path());
    }

    @Override
    public void changed(SessionState state) {
        all.add(state.toString());
    }

    @Override
    public void missed() {
        all.add("missed");
    }

    @Override
    public void ended(SessionState state) {
        all.add("ended " + state);
    }

    Heard expect(EventType type, String path) throws InterruptedException {
        return expect(type + " " + path);
    }

    Heard expect(SessionState state) throws InterruptedException {
        return expect(state.toString());
    }

    /** The next thing that is heard is this. */
    Heard expect(String next) throws InterruptedException {
        assertThat(all.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(next);
        return this;
    }

    /** Waits until this is heard, whatever comes before. */
    void await(String awaited) throws InterruptedException {
        String next;
        do {
            next = all.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("while waiting for " + awaited).isNotNull();
        } while (!next.equals(awaited));
    }

    /** By now, nothing. */
    void expectNothing() {
        assertThat(all).isEmpty();
    }
}
