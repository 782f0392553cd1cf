package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.acl.Identities;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The few places where the core and an event loop meet, on threads that really run at the same time. */
class SharedByThreadsTest {
    private static final int ROUNDS = 200_000;
    private static final int PUBLICATIONS = 2_000_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** A loop of no use but to be there. */
    private static final class NoLoop extends LoopPort {
        @Override
        protected void wake(List<ClientLink> links) {
            // Nobody sleeps.
        }
    }

    private static final class Link extends ClientLink {
        Link() {
            super(new NoLoop(), Identities.NONE, 0);
        }

        @Override
        public void awaken() {
            // It looks by itself.
        }
    }

    private volatile long published;

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Test
    void whoHasSeenAPublicationFindsAllThatBelongsToItAndNothingElse() throws Exception {
        Link link = new Link();
        Future<?> core = threads.submit(() -> {
            for (long number = 1; number <= PUBLICATIONS; number++) {
                // Each third publication has nothing for this connection.
                if (number % 3 != 0) {
                    link.send(new Outgoing.Event(bytes(number)), number);
                    link.loop().wakeRoused();
                }
                published = number;
            }
        });
        Future<Long> loop = threads.submit(() -> {
            long expected = 1;
            long seen = 0;
            while (seen < PUBLICATIONS) {
                seen = published;
                for (Outgoing next = link.take(seen); next != null; next = link.take(seen)) {
                    long number = number(((Outgoing.Event) next).frame());
                    assertThat(number).isEqualTo(expected).isLessThanOrEqualTo(seen);
                    expected += expected % 3 == 2 ? 2 : 1;
                }
                assertThat(expected).isGreaterThan(seen);
            }
            return expected;
        });
        core.get(60, TimeUnit.SECONDS);
        assertThat(loop.get(60, TimeUnit.SECONDS)).isGreaterThan(PUBLICATIONS);
    }

    @Test
    void eitherTheTouchIsSeenOrItsRequestIsNotAnswered() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Link[] links = new Link[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            links[i] = new Link();
        }
        boolean[] isAnswered = new boolean[ROUNDS];
        Future<?> loop = threads.submit(() -> {
            together.await();
            for (int i = 0; i < ROUNDS; i++) {
                isAnswered[i] = links[i].touch(1);
            }
            return null;
        });
        boolean[] isEnded = new boolean[ROUNDS];
        Future<?> core = threads.submit(() -> {
            together.await();
            for (int i = 0; i < ROUNDS; i++) {
                isEnded[i] = links[i].closeUnlessTouchedSince(0);
            }
            return null;
        });
        loop.get(60, TimeUnit.SECONDS);
        core.get(60, TimeUnit.SECONDS);
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(isAnswered[i] && isEnded[i])
                    .as("round %d: answered, and ended nevertheless", i)
                    .isFalse();
        }
    }
}
