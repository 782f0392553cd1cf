package dev.paddock.server;

import dev.paddock.datatree.ExpiryRules;
import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.core.Core;
import dev.paddock.server.core.Input;
import dev.paddock.wire.Utf8;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done now and then, on a thread that may take its time: looking for containers and znodes that may go, clearing
 * away old files, looking at quotas and for renewed certificates. It reads what is published and tells the core what it
 * has found.
 */
final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final int QUOTAS_SECONDS = 30;

    private final ServerConfig config;
    private final Core core;
    private final Database database;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread housekeeper = new Thread(task, "paddock-housekeeping");
        housekeeper.setDaemon(true);
        return housekeeper;
    });

    private final ExceededQuotas quotas = new ExceededQuotas();

    /** Found empty, and to be told to the core one at a time. */
    private final Queue<Utf8> expirable = new ArrayDeque<>();

    Housekeeping(ServerConfig config, Core core, Database database) {
        this.config = config;
        this.core = core;
        this.database = database;
    }

    void start() {
        long interval = config.containers().checkInterval().toMillis();
        long pause = Math.max(1, MILLIS_PER_MINUTE / config.containers().maxPerMinute());
        thread.scheduleAtFixedRate(guarded(this::findExpirable), interval, interval, TimeUnit.MILLISECONDS);
        thread.scheduleAtFixedRate(guarded(this::tellNext), pause, pause, TimeUnit.MILLISECONDS);
        if (config.store().isPurgeScheduled()) {
            long hours = config.store().purgeInterval().toHours();
            thread.scheduleAtFixedRate(guarded(database::purge), 0, hours, TimeUnit.HOURS);
        }
        repeat(() -> quotas.news(core.view().state()).forEach(LOG::warn), QUOTAS_SECONDS);
    }

    /** Has something else done so often. */
    void repeat(Runnable task, long seconds) {
        thread.scheduleWithFixedDelay(guarded(task), seconds, seconds, TimeUnit.SECONDS);
    }

    /** A task that throws would never run again. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException failure) {
                LOG.error("Housekeeping failed, and is tried again later", failure);
            }
        };
    }

    private void findExpirable() {
        if (expirable.isEmpty()) {
            ExpiryRules rules =
                    new ExpiryRules(config.containers().maxNeverUsed().toMillis());
            expirable.addAll(core.view().state().expired(System.currentTimeMillis(), rules));
        }
    }

    private void tellNext() {
        Utf8 path = expirable.poll();
        if (path != null) {
            core.tell(new Input.Expirable(List.of(path)));
        }
    }

    void close() {
        thread.shutdownNow();
    }
}
