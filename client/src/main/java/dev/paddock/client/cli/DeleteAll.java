package dev.paddock.client.cli;

import dev.paddock.client.NoNodeException;
import dev.paddock.client.NotEmptyException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Deletes a znode and all below it, children before their parents. Others may go on creating and deleting there: what has
 * gone already is as good as deleted, and what has come is deleted in a further round, of which there are a few.
 */
final class DeleteAll implements Command {
    private static final String FAILED = "Failed to delete some node(s) in the subtree!";
    private static final int BATCH = 1000;

    /** Below what the client takes at a time. */
    private static final int MAX_BATCH = 5000;

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
                Round done = delete(client, paths(client, root, round > 1), Math.min(batch, MAX_BATCH), progress);
                if (done.refusal != null) {
                    throw new CommandFailed(FAILED + "\n" + ErrorText.of(done.refusal));
                }
                if (!done.somethingCame) {
                    return;
                }
            }
        }
        throw new CommandFailed(FAILED + "\nOthers create there as fast as it is deleted.");
    }

    /** How a round has gone. */
    private static final class Round {
        private boolean somethingCame;

        /** The first that was not about the order of things, or null. */
        private RefusedException refusal;

        void take(CompletableFuture<Void> deletion) throws InterruptedException {
            try {
                Results.await(deletion);
            } catch (NotEmptyException children) {
                somethingCame = true;
            } catch (NoNodeException gone) {
                // Somebody else was faster, and it is what was wanted.
                return;
            } catch (RefusedException refused) {
                refusal = refusal == null ? refused : refusal;
            }
        }
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

    private static Round delete(PaddockClient client, List<String> paths, int batch, Progress progress)
            throws InterruptedException {
        ArrayDeque<CompletableFuture<Void>> asked = new ArrayDeque<>();
        Round round = new Round();
        for (int i = paths.size() - 1; i >= 0; i--) {
            if (asked.size() == batch) {
                round.take(asked.remove());
            }
            asked.add(client.async().delete(paths.get(i)));
            progress.at(paths.size() - i, paths.size());
        }
        while (!asked.isEmpty()) {
            round.take(asked.remove());
        }
        return round;
    }
}
