package dev.paddock.client.recipe.example;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;

/**
 * Where everything is:
 *
 * <pre>
 * root/masters           candidates; the first one assigns tasks
 * root/workers/NAME      ephemeral: who works
 * root/tasks/TASK        what is to be done, until it is done
 * root/assign/NAME/TASK  who is to do it
 * root/status/TASK       what has come out
 * </pre>
 */
record TaskTree(String root) {
    String masters() {
        return root + "/masters";
    }

    String workers() {
        return root + "/workers";
    }

    String tasks() {
        return root + "/tasks";
    }

    String task(String task) {
        return tasks() + "/" + task;
    }

    String assigned() {
        return root + "/assign";
    }

    String assignedTo(String worker) {
        return assigned() + "/" + worker;
    }

    String status(String task) {
        return root + "/status/" + task;
    }

    /** Whoever comes first does it. */
    void make(PaddockClient client) throws InterruptedException {
        for (String path : new String[] {tasks(), assigned(), root + "/status"}) {
            makeIfMissing(client, path);
        }
    }

    static void makeIfMissing(PaddockClient client, String path) throws InterruptedException {
        try {
            client.create(path, null, CreateOptions.DEFAULT.withParents());
        } catch (NodeExistsException there) {
            return; // As it should be.
        }
    }
}
