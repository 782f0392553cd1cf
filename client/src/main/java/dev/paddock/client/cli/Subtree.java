package dev.paddock.client.cli;

import dev.paddock.client.Children;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A walk over a znode and all below it: parents before their children, level after level, each level in order. Others may
 * change the tree meanwhile; what has gone is passed over.
 */
final class Subtree {
    /** So many lists of children are asked for ahead, so that the way to the server is not waited for each time. */
    private static final int AHEAD = 128;

    private final PaddockClient client;
    private final String root;

    /** Asked for, in order. */
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();

    /** To be asked for after those. */
    private final ArrayDeque<String> waiting = new ArrayDeque<>();

    /** @param names of the children, in order */
    record Visited(String path, List<String> names, Children children) {
        List<String> childPaths() {
            List<String> paths = new ArrayList<>(names.size());
            for (String name : names) {
                paths.add(PathText.child(path, name));
            }
            return paths;
        }
    }

    private record Asked(String path, CompletableFuture<Children> answer) {}

    Subtree(PaddockClient client, String root) {
        this.client = client;
        this.root = root;
        waiting.add(root);
    }

    /** The next znode, or null if there is none. The walk fails only if the root is not there, or may not be read. */
    Visited next() throws InterruptedException {
        while (true) {
            while (asked.size() < AHEAD && !waiting.isEmpty()) {
                String path = waiting.remove();
                asked.add(new Asked(path, client.async().getChildren(path)));
            }
            if (asked.isEmpty()) {
                return null;
            }
            Asked head = asked.remove();
            Visited visited = visit(head);
            if (visited != null) {
                waiting.addAll(visited.childPaths());
                return visited;
            }
        }
    }

    /** Null if it has gone since its parent was listed. */
    private Visited visit(Asked head) throws InterruptedException {
        try {
            Children children = Results.await(head.answer());
            List<String> names = new ArrayList<>(children.names());
            Collections.sort(names);
            return new Visited(head.path(), names, children);
        } catch (NoNodeException gone) {
            if (head.path().equals(root)) {
                throw gone;
            }
            return null;
        }
    }
}
