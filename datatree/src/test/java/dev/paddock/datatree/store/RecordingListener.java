package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Remembers what the log has told. */
final class RecordingListener implements LogListener {
    private final List<Long> durable = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Duration> slow = new ArrayList<>();

    @Override
    public synchronized void durable(Zxid upTo) {
        durable.add(upTo.value());
    }

    @Override
    public synchronized void slowSync(Duration took) {
        slow.add(took);
    }

    @Override
    public synchronized void failed(String message, Throwable cause) {
        failures.add(message);
    }

    synchronized List<Long> durable() {
        return List.copyOf(durable);
    }

    /** The last that is durable, or 0. */
    synchronized long lastDurable() {
        return durable.isEmpty() ? 0 : durable.get(durable.size() - 1);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized List<Duration> slow() {
        return List.copyOf(slow);
    }
}
