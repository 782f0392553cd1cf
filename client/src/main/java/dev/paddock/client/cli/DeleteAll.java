package dev.paddock.client.cli;

import dev.paddock.client.NoNodeException;
import dev.paddock.client.NotEmptyException;
import dev.paddock.client.PaddockClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Deletes a znode and all below it, children before their parents. Others may go on creating and deleting there: what has
 * gone already is as good as deleted, and what has come is deleted in a further round, of which there are a few.
 */
final class DeleteAll implements Command {
    private static final int BATCH = 1000;

    /** Somebody who creates as fast as we delete wins in the end. */
    private static final int MAX_ROUNDS = 5;

    private static final Manual MANUAL = new Manual(
                    "deleteall", "path [-b batch size]", "Deletes a znode and all below it")
            .words(1, 1)
            .value("b", "batch size", "So many requests are on their way at a time; 1000 if not given")
            .example("deleteall /app/old");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String root = arguments.path(0);
        int batch = arguments.number("b", BATCH);
        if (batch < 1) {
            throw new CommandFailed("The batch size is " + batch + "; it takes at least 1");
        }
        PaddockClient client = shell.client();
        try (Progress progress = shell.progress("deleteall " + root)) {
            for (int round = 1; round <= MAX_ROUNDS; round++) {
                List<String> paths = paths(client, root, round > 1);
                if (delete(client, paths, batch, progress)) {
                    return;
                }
            }
        }
        throw new CommandFailed("Failed to delete some node(s) in the subtree!");
    }

    /** @param mayBeGone in later rounds, somebody else may have completed the work */
    private static List<String> paths(PaddockClient client, String root, boolean mayBeGone)
            throws InterruptedException {
        List<String> paths = new ArrayList<>();
        try {
            Subtree subtree = new Subtree(client, root);
            for (Subtree.Visited visited = subtree.next(); visited != null; visited = subtree.next()) {
                paths.add(visited.path());
            }
        } catch (NoNodeException gone) {
            if (!mayBeGone) {
                throw gone;
            }
        }
        return paths;
    }

    /** @return whether nothing has come meanwhile */
    private static boolean delete(PaddockClient client, List<String> paths, int batch, Progress progress)
            throws InterruptedException {
        ArrayDeque<CompletableFuture<Void>> asked = new ArrayDeque<>();
        boolean isComplete = true;
        for (int i = paths.size() - 1; i >= 0; i--) {
            if (asked.size() == batch) {
                isComplete &= isDone(asked.remove());
            }
            asked.add(client.async().delete(paths.get(i)));
            progress.at(paths.size() - i, paths.size());
        }
        while (!asked.isEmpty()) {
            isComplete &= isDone(asked.remove());
        }
        return isComplete;
    }

    private static boolean isDone(CompletableFuture<Void> deletion) throws InterruptedException {
        try {
            Results.await(deletion);
        } catch (NotEmptyException somethingCame) {
            return false;
        } catch (NoNodeException gone) {
            return true;
        }
        return true;
    }
}
