package dev.paddock.client.recipe.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.client.PaddockClient;
import dev.paddock.client.SessionCredentials;
import dev.paddock.client.recipe.LeaderElection;
import dev.paddock.server.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks are done, each with one result, though masters and workers crash. */
@Timeout(60)
class MasterWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TaskTree tree = new TaskTree("/app");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<PaddockClient> opened = new ArrayList<>();
    private EmbeddedServer server;

    private interface Program {
        void run() throws InterruptedException;
    }

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedServer.start(Map.of("maxClientCnxns", "0"));
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        opened.forEach(PaddockClient::close);
        server.close();
    }

    private PaddockClient open() throws InterruptedException {
        PaddockClient client = PaddockClient.builder()
                .connectString(server.connectString())
                .sessionTimeout(PATIENCE)
                .connect(PATIENCE);
        opened.add(client);
        return client;
    }

    private void launch(Program program) {
        threads.submit(() -> {
            program.run();
            return null;
        });
    }

    /** The server ends its session, as if it had been silent for too long. */
    private void crash(PaddockClient victim) throws InterruptedException {
        SessionCredentials session = victim.session().orElseThrow();
        PaddockClient.builder()
                .connectString(server.connectString())
                .session(session)
                .connect(PATIENCE)
                .close();
    }

    @Test
    void tasksAreDoneThoughTheMasterAndAWorkerCrash() throws Exception {
        PaddockClient firstMaster = open();
        launch(new Master(firstMaster, tree, "m1")::run);
        TaskClient tasks = new TaskClient(open(), tree);
        PaddockClient stuckWorker = open();
        // This one takes tasks and never gets done with any.
        launch(new Worker(stuckWorker, tree, "stuck", task -> waitForEver())::run);
        String stuck = tasks.submit("task of the stuck");
        awaitThere(tree.assignedTo("stuck") + "/" + stuck);

        PaddockClient secondMaster = open();
        launch(new Master(secondMaster, tree, "m2")::run);
        crash(firstMaster);
        Map<String, String> expected = new TreeMap<>();
        expected.put(stuck, "TASK OF THE STUCK");
        for (int i = 0; i < 10; i++) {
            expected.put(tasks.submit("task " + i), "TASK " + i);
        }
        launch(new Worker(open(), tree, "able", String::toUpperCase)::run);
        crash(stuckWorker);

        for (Map.Entry<String, String> each : expected.entrySet()) {
            assertThat(tasks.result(each.getKey(), PATIENCE)).contains(each.getValue());
        }
        PaddockClient reader = open();
        assertThat(reader.getChildren(tree.tasks()).names()).isEmpty();
        assertThat(new LeaderElection(reader, tree.masters(), "reader").leader())
                .contains("m2");
    }

    /** Until the test is over and its thread is interrupted. */
    private static String waitForEver() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts it down");
        } catch (InterruptedException over) {
            throw new IllegalStateException("the test is over", over);
        }
    }

    private void awaitThere(String path) throws InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        if (open().exists(path, event -> there.countDown()).isEmpty()) {
            assertThat(there.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        }
    }
}
