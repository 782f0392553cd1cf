package dev.paddock.client.recipe.example;

import dev.paddock.client.ConnectionLostException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.TransactionFailedException;
import dev.paddock.client.recipe.LeaderElection;
import dev.paddock.client.recipe.Lease;
import dev.paddock.client.recipe.TreeCache;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Gives tasks to workers, and the tasks of a worker that is gone to another one. Any number may run; one leads, and the next
 * one goes on from what the tree says. A master that does not know yet that it was deposed can do nothing: each of its
 * transactions checks that its place in the election is still there.
 *
 * <p>It runs until its thread is interrupted or its session ends.
 */
final class Master {
    private final PaddockClient client;
    private final TaskTree tree;
    private final String name;

    /** A permit for each change since the tree was looked at. */
    private final Semaphore news = new Semaphore(0);

    Master(PaddockClient client, TaskTree tree, String name) {
        this.client = client;
        this.tree = tree;
        this.name = name;
    }

    void run() throws InterruptedException {
        tree.make(client);
        try (Lease leadership = new LeaderElection(client, tree.masters(), name).lead();
                TreeCache all = TreeCache.open(client, tree.root(), (path, now) -> news.release())) {
            while (true) {
                news.acquire();
                news.drainPermits();
                takeBack(all, leadership);
                assign(all, leadership);
            }
        }
    }

    /** From workers that are gone. */
    private void takeBack(TreeCache all, Lease leadership) throws InterruptedException {
        List<String> workers = all.children(tree.workers());
        for (String worker : all.children(tree.assigned())) {
            if (!workers.contains(worker)) {
                for (String task : all.children(tree.assignedTo(worker))) {
                    change(leadership, Change.TAKE_BACK, tree.assignedTo(worker) + "/" + task);
                }
            }
        }
    }

    private void assign(TreeCache all, Lease leadership) throws InterruptedException {
        Set<String> assigned = new HashSet<>();
        all.children(tree.assigned()).forEach(worker -> assigned.addAll(all.children(tree.assignedTo(worker))));
        for (String task : all.children(tree.tasks())) {
            Optional<String> worker = leastBusy(all);
            if (!assigned.contains(task) && worker.isPresent()) {
                change(leadership, Change.ASSIGN, tree.assignedTo(worker.get()) + "/" + task);
            }
        }
    }

    /** Of those who are there and have made the place where they look for tasks. */
    private Optional<String> leastBusy(TreeCache all) {
        return all.children(tree.workers()).stream()
                .filter(worker -> all.get(tree.assignedTo(worker)).isPresent())
                .min(Comparator.comparingInt(
                        worker -> all.children(tree.assignedTo(worker)).size()));
    }

    private enum Change {
        ASSIGN,
        TAKE_BACK
    }

    /** What was refused is not as the cache says any more: what has changed it is news. */
    private void change(Lease leadership, Change change, String path) throws InterruptedException {
        try {
            switch (change) {
                case ASSIGN ->
                    client.transaction()
                            .check(leadership.path())
                            .check(tree.task(path.substring(path.lastIndexOf('/') + 1)))
                            .create(path, null)
                            .commit();
                case TAKE_BACK ->
                    client.transaction().check(leadership.path()).delete(path).commit();
            }
        } catch (TransactionFailedException stale) {
            if (client.exists(leadership.path()).isEmpty()) {
                throw stale; // Not the master any more.
            }
        } catch (ConnectionLostException lost) {
            news.release();
        }
    }
}
