package dev.paddock.client.recipe.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.ConnectionLostException;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.TransactionFailedException;
import dev.paddock.client.recipe.Group;
import dev.paddock.client.recipe.Lease;
import dev.paddock.client.recipe.TreeCache;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/**
 * Does the tasks that a master gives to it. What has come out counts only if the task was still this worker's: status,
 * assignment and task change in one transaction.
 *
 * <p>It runs until its thread is interrupted or its session ends.
 */
final class Worker {
    private final PaddockClient client;
    private final TaskTree tree;
    private final String name;
    private final UnaryOperator<String> skill;

    /** A permit for each change since the assignments were looked at. */
    private final Semaphore news = new Semaphore(0);

    Worker(PaddockClient client, TaskTree tree, String name, UnaryOperator<String> skill) {
        this.client = client;
        this.tree = tree;
        this.name = name;
        this.skill = skill;
    }

    void run() throws InterruptedException {
        tree.make(client);
        String place = tree.assignedTo(name);
        try (Lease member = new Group(client, tree.workers()).join(name, new byte[0]);
                TreeCache mine = TreeCache.open(client, place, (path, now) -> news.release())) {
            TaskTree.makeIfMissing(client, place);
            while (client.exists(member.path()).isPresent()) {
                news.acquire();
                news.drainPermits();
                for (String task : mine.children(place)) {
                    perform(task, place + "/" + task);
                }
            }
        }
    }

    private void perform(String task, String assignment) throws InterruptedException {
        try {
            String result = skill.apply(client.getData(tree.task(task)).text());
            client.transaction()
                    .create(tree.status(task), result.getBytes(UTF_8))
                    .delete(assignment)
                    .delete(tree.task(task))
                    .commit();
        } catch (NoNodeException | TransactionFailedException notOurs) {
            return; // It was done before, or was given to somebody else.
        } catch (ConnectionLostException lost) {
            news.release();
        }
    }
}
