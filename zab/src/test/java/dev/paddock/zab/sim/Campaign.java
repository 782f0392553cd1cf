package dev.paddock.zab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Many simulations, one seed after the other, on several threads, up to the first that fails. */
public final class Campaign {
    private static final long MOST_SECONDS_OF_A_BUILD = 600;

    private final Subject subject;
    private final long end;
    private final long every;
    private final int threads;
    private final long seconds;
    private final AtomicLong next;
    private final AtomicLong seeds = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private final AtomicReference<Failure> failure = new AtomicReference<>();

    /** Guarded by itself. */
    private final Coverage coverage = new Coverage();

    private volatile boolean isOver;

    /**
     * @param every how far it is from one seed to the next
     * @param seconds after so many no other seed is begun
     */
    public Campaign(Subject subject, long from, long count, long every, int threads, long seconds) {
        this.subject = subject;
        this.next = new AtomicLong(from);
        this.end = from + count * every;
        this.every = every;
        this.threads = threads;
        this.seconds = seconds;
    }

    /**
     * What a build tries: the first of all seeds, so many or {@code -Dpaddock.seeds=100000}. With {@code -Dpaddock.seed=17}
     * it is that one alone.
     */
    public static Campaign ofBuild(Subject subject, long seeds) {
        Long one = Long.getLong("paddock.seed");
        long from = one == null ? 1 : one;
        long count = one == null ? Long.getLong("paddock.seeds", seeds) : 1;
        int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
        return new Campaign(subject, from, count, 1, threads, MOST_SECONDS_OF_A_BUILD);
    }

    /** The first failure that was found, or null. */
    public Failure run() throws InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> work(deadline), "simulation-" + i);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        return failure.get();
    }

    private void work(long deadline) {
        Coverage own = new Coverage();
        for (long seed = next.getAndAdd(every); seed < end && !isOver; seed = next.getAndAdd(every)) {
            simulate(seed, own);
            isOver |= System.nanoTime() - deadline > 0;
        }
        synchronized (coverage) {
            coverage.add(own);
        }
    }

    private void simulate(long seed, Coverage own) {
        Simulation simulation = subject.life(seed, Simulation.scheduleOf(seed), null);
        try {
            simulation.run();
        } catch (Violation violation) {
            isOver = true;
            if (failure.get() == null) {
                failure.compareAndSet(null, Failure.shrunk(subject, seed, violation));
            }
        }
        own.add(simulation.coverage());
        steps.addAndGet(simulation.steps());
        seeds.incrementAndGet();
    }

    Coverage coverage() {
        return coverage;
    }

    /** Whether there were enough lives that everything should have happened in one of them. */
    public boolean isOfMany() {
        return seeds.get() > 1;
    }

    long steps() {
        return steps.get();
    }

    @Override
    public String toString() {
        return seeds + " seeds, " + steps + " steps";
    }
}
