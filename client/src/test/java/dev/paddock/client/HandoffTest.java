package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandoffTest {
    private static final int THREADS = 4;
    private static final int EACH = 100_000;

    private static final class Numbered extends Handoff.Item {
        private final int thread;
        private final int number;

        Numbered(int thread, int number) {
            this.thread = thread;
            this.number = number;
        }

        @Override
        void run() {
            throw new AssertionError("nobody runs this");
        }
    }

    @Test
    void allThatIsPutDownIsTakenOnceInTheOrderOfEachThread() throws InterruptedException {
        Handoff pile = new Handoff();
        Semaphore wakes = new Semaphore(0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            threads.execute(() -> {
                for (int i = 0; i < EACH; i++) {
                    if (pile.put(new Numbered(thread, i))) {
                        wakes.release();
                    }
                }
            });
        }
        int[] next = new int[THREADS];
        int taken = 0;
        while (taken < THREADS * EACH) {
            // Who was not woken would wait here for ever.
            wakes.acquire();
            for (Handoff.Item item = pile.takeAll(); item != null; item = Handoff.after(item)) {
                Numbered numbered = (Numbered) item;
                assertThat(numbered.number).isEqualTo(next[numbered.thread]++);
                taken++;
            }
        }
        threads.shutdown();
        assertThat(pile.isEmpty()).isTrue();
    }

    @Test
    void callbacksRunOneAtATimeInOrderOnAnyNumberOfThreads() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        Callbacks callbacks = new Callbacks(pool);
        // Neither synchronised nor volatile: that is what is tested.
        List<Integer> ran = new ArrayList<>();
        Semaphore done = new Semaphore(0);
        for (int i = 0; i < EACH; i++) {
            int number = i;
            callbacks.put(new Notice(() -> {
                ran.add(number);
                done.release();
            }));
            callbacks.wake();
        }
        assertThat(done.tryAcquire(EACH, 20, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).hasSize(EACH).isSorted();
        pool.shutdown();
    }

    @Test
    void aCallbackThatFailsDoesNotStopTheNext() {
        Executor here = Runnable::run;
        Callbacks callbacks = new Callbacks(here);
        List<String> ran = new ArrayList<>();
        callbacks.put(new Notice(() -> {
            throw new AssertionError("on purpose");
        }));
        callbacks.put(new Notice(() -> ran.add("next")));
        callbacks.wake();
        assertThat(ran).containsExactly("next");
    }
}
