package dev.paddock.client.recipe.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.PaddockClient;
import dev.paddock.wire.CreateMode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hands in tasks, and waits for what comes out. */
final class TaskClient {
    private final PaddockClient client;
    private final TaskTree tree;

    TaskClient(PaddockClient client, TaskTree tree) {
        this.client = client;
        this.tree = tree;
    }

    /** @return by which to ask for its result */
    String submit(String task) throws InterruptedException {
        tree.make(client);
        CreateOptions numbered = CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL);
        return client.create(tree.task("task-"), task.getBytes(UTF_8), numbered).name();
    }

    /** Empty if it was not done in time. */
    Optional<String> result(String task, Duration patience) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        if (client.exists(tree.status(task), event -> done.countDown()).isEmpty()
                && !done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        return Optional.of(client.getData(tree.status(task)).text());
    }
}
