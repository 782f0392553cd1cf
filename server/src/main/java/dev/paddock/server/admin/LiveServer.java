package dev.paddock.server.admin;

import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.core.Core;
import dev.paddock.server.core.Input;
import dev.paddock.server.core.Inspectable;
import dev.paddock.server.core.Inspection;
import dev.paddock.server.core.View;
import dev.paddock.server.net.ClientListener;
import dev.paddock.server.net.TrafficReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The running server as words see it. What has to be asked of a thread is asked and waited for, so only threads that may
 * wait may ask.
 */
final class LiveServer {
    private static final int PATIENCE_SECONDS = 30;

    private final ServerConfig config;
    private final Core core;
    private final ObservedDatabase database;
    private final Version version = Version.ofBuild();

    /** Set before anybody is served. */
    private volatile ClientListener listener;

    private volatile long servesSinceNanos;

    LiveServer(ServerConfig config, Core core, ObservedDatabase database) {
        this.config = config;
        this.core = core;
        this.database = database;
    }

    void serves(ClientListener clients) {
        listener = clients;
        servesSinceNanos = System.nanoTime();
    }

    Version version() {
        return version;
    }

    ServerConfig config() {
        return config;
    }

    ObservedDatabase database() {
        return database;
    }

    View view() {
        return core.view();
    }

    long uptimeMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - servesSinceNanos);
    }

    /** What all event loops say, without their connections. */
    TrafficReport traffic() throws InterruptedException, TimeoutException {
        return traffic(false);
    }

    /** The same with all of them. */
    TrafficReport trafficWithConnections() throws InterruptedException, TimeoutException {
        return traffic(true);
    }

    private TrafficReport traffic(boolean isListed) throws InterruptedException, TimeoutException {
        CompletableFuture<TrafficReport> answered = new CompletableFuture<>();
        listener.report(isListed, answered::complete);
        try {
            return answered.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new TimeoutException("an event loop did not answer within " + PATIENCE_SECONDS + " s");
        } catch (ExecutionException impossible) {
            throw new AssertionError("nobody fails it", impossible);
        }
    }

    /** Has the core looked at, until the inspection is over. */
    void inspect(Inspection inspection) throws InterruptedException, TimeoutException {
        GuardedInspection guarded = new GuardedInspection(inspection);
        core.tell(new Input.Ask(guarded));
        try {
            if (!guarded.over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new TimeoutException("the core was not done with it within " + PATIENCE_SECONDS + " s");
            }
        } finally {
            guarded.isGivenUp = true;
        }
    }

    /** Ends when nobody waits for it any more. */
    private static final class GuardedInspection implements Inspection {
        private final Inspection inspection;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean isGivenUp;

        GuardedInspection(Inspection inspection) {
            this.inspection = inspection;
        }

        @Override
        public boolean step(Inspectable core) {
            boolean isMore = !isGivenUp && inspection.step(core);
            if (!isMore) {
                over.countDown();
            }
            return isMore;
        }
    }

    /** All that is counted for the server as a whole is counted anew, as whoever looks next will see. */
    void resetFigures() throws InterruptedException, TimeoutException {
        listener.resetTraffic();
        core.tell(new Input.ResetFigures());
        database.resetFigures();
        inspect(new SecondBatch());
    }

    /** Is over when what the core was told before is published: that is at the end of the first batch. */
    private static final class SecondBatch implements Inspection {
        private int steps;

        @Override
        public boolean step(Inspectable core) {
            steps++;
            return steps < 2;
        }
    }

    /** All that is counted for each connection is counted anew. */
    void resetConnections() {
        listener.resetConnections();
    }
}
