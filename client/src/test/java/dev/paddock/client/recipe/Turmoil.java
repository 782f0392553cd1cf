package dev.paddock.client.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.client.PaddockClient;
import dev.paddock.client.PaddockException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several clients do their rounds, each on a thread of its own, while connections are cut, answers are lost and sessions are
 * ended, in turn. Whom it meets comes from a seed; when it meets them does not.
 */
final class Turmoil {
    private static final int CLIENTS = 4;

    /** A fault for so many rounds. */
    private static final int ROUNDS_PER_FAULT = 15;

    private static final long SILENCE_MILLIS = 15;

    private final long seed;
    private final int rounds;
    private final List<TroubledClient> clients = new ArrayList<>();

    /** Done by somebody. */
    private final AtomicInteger finished = new AtomicInteger();

    /** One for each round that is done. */
    private final Semaphore done = new Semaphore(0);

    private volatile boolean isOver;
    private int cuts;
    private int silences;
    private int expiries;

    /** What is done again and again. It may fail when its session ends. */
    interface Round {
        /** @return false if it did not come about, and does not count */
        boolean run(PaddockClient client, TroubledClient.SessionMark session) throws InterruptedException;
    }

    /** So that nobody's round is done with a session that is not its own. */
    private record Life(PaddockClient client, TroubledClient.SessionMark session) {}

    Turmoil(long seed, int rounds) {
        this.seed = seed;
        this.rounds = rounds;
    }

    /** Ends when so many rounds have been done. */
    void run(int port, Round round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                TroubledClient client = new TroubledClient(port);
                clients.add(client);
            }
            Future<?> faults = threads.submit(() -> {
                makeFaults();
                return null;
            });
            for (TroubledClient client : clients) {
                workers.add(threads.submit(() -> {
                    work(client, round);
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get(2, TimeUnit.MINUTES);
            }
            isOver = true;
            done.release(ROUNDS_PER_FAULT);
            faults.get(1, TimeUnit.MINUTES);
        } finally {
            isOver = true;
            threads.shutdownNow();
            for (TroubledClient client : clients) {
                client.close();
            }
        }
        assertThat(cuts).as("%s", this).isPositive();
        assertThat(silences).as("%s", this).isPositive();
        assertThat(expiries).as("%s", this).isPositive();
    }

    private void work(TroubledClient client, Round round) throws InterruptedException {
        while (finished.get() < rounds) {
            Life life = living(client);
            try {
                if (round.run(life.client(), life.session())) {
                    finished.incrementAndGet();
                    done.release();
                }
            } catch (PaddockException failure) {
                if (!life.session().isEnded()) {
                    throw new AssertionError(this + ": a round has failed in a session that lives", failure);
                }
            }
        }
    }

    private static Life living(TroubledClient client) throws InterruptedException {
        synchronized (client) {
            if (client.client().state().isFinal()) {
                client.reopen();
            }
            return new Life(client.client(), client.session());
        }
    }

    private void makeFaults() throws IOException, InterruptedException {
        Random random = new Random(seed);
        for (int fault = 0; ; fault++) {
            done.acquire(ROUNDS_PER_FAULT);
            if (isOver) {
                return;
            }
            TroubledClient victim = clients.get(random.nextInt(CLIENTS));
            switch (fault % 3) {
                case 0 -> {
                    cuts++;
                    victim.cut();
                }
                case 1 -> {
                    silences++;
                    loseAnswers(victim);
                }
                default -> {
                    expiries++;
                    victim.expire();
                }
            }
        }
    }

    /** Until others have done a round, if they can. */
    private void loseAnswers(TroubledClient victim) throws IOException, InterruptedException {
        victim.loseAnswers();
        if (done.tryAcquire(2, SILENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            done.release(2);
        }
        victim.cutAndMend();
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + finished + " rounds, " + cuts + " cuts, " + silences + " times answers lost, "
                + expiries + " sessions ended";
    }
}
