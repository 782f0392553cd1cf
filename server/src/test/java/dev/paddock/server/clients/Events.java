package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;

/** What a watcher hears of: states of the session by themselves, and events of znodes as text, {@code NodeCreated /a}. */
final class Events implements Watcher {
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final BlockingQueue<Event.KeeperState> states = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void process(WatchedEvent event) {
        if (event.getType() == Event.EventType.None) {
            states.add(event.getState());
        } else {
            events.add(event.getType() + " " + event.getPath());
        }
    }

    /** The next event of a znode, which has to come. */
    String next() throws InterruptedException {
        String event = events.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("an event that is waited for").isNotNull();
        return event;
    }

    /** Waits for a state, past others. */
    void await(Event.KeeperState expected) throws InterruptedException {
        Event.KeeperState state;
        do {
            state = states.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            assertThat(state).as("%s, which is waited for", expected).isNotNull();
        } while (state != expected);
    }

    /** To be asked behind an answer that no event overtakes. */
    void assertNoMore() {
        assertThat(events).isEmpty();
    }

    void assertNoStates() {
        assertThat(states).isEmpty();
    }
}
