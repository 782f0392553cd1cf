package dev.paddock.server.net;

import static dev.paddock.server.net.SteppedClient.get;
import static dev.paddock.server.net.SteppedClient.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.GetDataResponse;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.StatResponse;
import dev.paddock.wire.proto.SyncRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients rely on, in every order in which core, loops and disk can take their turns: replies in the order of
 * requests, zxids that do not go back, own writes seen at once, and each event between the last reply that does not show
 * its change and the first that does.
 */
class OrderSimulationTest {
    private static final int CLIENTS = 5;
    private static final int ZNODES = 3;
    private static final int STEPS = 40_000;

    private final SteppedServer server = new SteppedServer(2, SteppedServer.LIMITS);
    private long repliesChecked;
    private long eventsChecked;

    /** A client that knows what it may see. */
    private final class Checker {
        private final SteppedClient client;
        private final Deque<Asked> outstanding = new ArrayDeque<>();

        /** The version of each znode that it knows to exist: nothing older may be shown any more. */
        private final Map<String, Integer> seen = new HashMap<>();

        /** Znodes with a watch, and the version that it was set at. */
        private final Map<String, Integer> watched = new HashMap<>();

        private long zxid;

        private record Asked(int xid, Request request) {}

        Checker(int loop) {
            client = server.open(loop);
        }

        void ask(Request request) {
            int xid = client.ask(request);
            outstanding.add(new Asked(request instanceof PingRequest ? -2 : xid, request));
        }

        void check() {
            for (SteppedClient.Frame frame = client.receive(); frame != null; frame = client.receive()) {
                if (frame.isEvent()) {
                    event(frame);
                } else {
                    reply(frame, outstanding.remove());
                }
            }
        }

        private void event(SteppedClient.Frame frame) {
            String path = frame.event().path().toString();
            Integer setAt = watched.remove(path);
            assertThat(setAt).as("the watch of %s has one event", path).isNotNull();
            // From here on nothing may be shown that is older than the change.
            seen.merge(path, setAt + 1, Math::max);
            zxid = Math.max(zxid, frame.header().zxid());
            eventsChecked++;
        }

        private void reply(SteppedClient.Frame frame, Asked asked) {
            assertThat(frame.header().xid()).isEqualTo(asked.xid());
            assertThat(frame.header().err()).isZero();
            assertThat(frame.header().zxid()).isGreaterThanOrEqualTo(zxid);
            zxid = frame.header().zxid();
            if (frame.response() instanceof GetDataResponse data) {
                String path = ((GetDataRequest) asked.request()).path().toString();
                shows(path, data.stat().version());
                if (((GetDataRequest) asked.request()).watch()) {
                    watched.putIfAbsent(path, data.stat().version());
                }
            } else if (frame.response() instanceof StatResponse stat) {
                shows(
                        ((SetDataRequest) asked.request()).path().toString(),
                        stat.stat().version());
            }
            repliesChecked++;
        }

        private void shows(String path, int version) {
            assertThat(version)
                    .as("%s is never older than what was seen or told of", path)
                    .isGreaterThanOrEqualTo(seen.getOrDefault(path, 0));
            seen.put(path, version);
            Integer setAt = watched.get(path);
            assertThat(setAt == null || version <= setAt)
                    .as("version %d of %s, watched since %s, is shown before its event", version, path, setAt)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void repliesAndEventsComeInTheirOrderWhoeverRunsFirst(long seed) {
        Random random = new Random(seed);
        SteppedClient setUp = server.open(0);
        for (int i = 0; i < ZNODES; i++) {
            setUp.ask(SteppedClient.create("/" + i, ""));
        }
        server.settle();
        List<Checker> checkers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            checkers.add(new Checker(i % 2));
        }
        for (int i = 0; i < STEPS; i++) {
            step(random, checkers);
        }
        checkers.forEach(checker -> checker.client.reads(true));
        server.settle();
        Set<Integer> left = new HashSet<>();
        for (Checker checker : checkers) {
            checker.check();
            left.add(checker.outstanding.size());
        }
        assertThat(left).as("seed %d: everything is answered", seed).containsExactly(0);
        assertThat(repliesChecked).isGreaterThan(STEPS / 10);
        assertThat(eventsChecked).isGreaterThan(STEPS / 100);
    }

    private void step(Random random, List<Checker> checkers) {
        Checker checker = checkers.get(random.nextInt(CLIENTS));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> checker.ask(request(random));
            case 3 -> {
                checker.ask(request(random));
                checker.ask(request(random));
            }
            case 4 -> server.steps.work();
            case 5 -> server.steps.publish();
            case 6 -> server.steps.wake();
            case 7 -> server.core.step();
            case 8 -> server.sync(1 + random.nextInt(4));
            case 9, 10 -> server.loops.get(random.nextInt(2)).runNext();
            default -> checker.client.reads(random.nextInt(4) > 0);
        }
        checker.client.reads(checker.client.isWritable() || random.nextInt(4) == 0);
        checker.check();
    }

    private static Request request(Random random) {
        String path = "/" + random.nextInt(ZNODES);
        return switch (random.nextInt(8)) {
            case 0, 1 -> set(path, "");
            case 2, 3 -> get(path, false);
            case 4, 5 -> get(path, true);
            case 6 -> new PingRequest();
            default -> new SyncRequest(Utf8.of(path));
        };
    }
}
