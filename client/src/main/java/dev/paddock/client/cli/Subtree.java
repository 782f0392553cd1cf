package dev.paddock.client.cli;

import dev.paddock.client.Children;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A walk over a znode and all below it: each before what is below it, and children in order. Others may change the tree
 * meanwhile; what has gone is passed over.
 */
final class Subtree {
    /** So many lists of children are asked for ahead, so that the way to the server is not waited for each time. */
    private static final int AHEAD = 64;

    private final PaddockClient client;
    private final String root;

    /** The next one is on top. */
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

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

    private static final class Pending {
        private final String path;

        /** Null until it is asked for. */
        private CompletableFuture<Children> answer;

        Pending(String path) {
            this.path = path;
        }
    }

    Subtree(PaddockClient client, String root) {
        this.client = client;
        this.root = root;
        pending.push(new Pending(root));
    }

    /** The next znode, or null if there is none. The walk fails if the root is not there, or one may not be read. */
    Visited next() throws InterruptedException {
        while (!pending.isEmpty()) {
            askAhead();
            Visited visited = visit(pending.pop());
            if (visited != null) {
                List<String> paths = visited.childPaths();
                for (int i = paths.size() - 1; i >= 0; i--) {
                    pending.push(new Pending(paths.get(i)));
                }
                return visited;
            }
        }
        return null;
    }

    private void askAhead() {
        int left = AHEAD;
        for (Iterator<Pending> next = pending.iterator(); next.hasNext() && left > 0; left--) {
            Pending each = next.next();
            if (each.answer == null) {
                each.answer = client.async().getChildren(each.path);
            }
        }
    }

    /** Null if it has gone since its parent was listed. */
    private Visited visit(Pending head) throws InterruptedException {
        try {
            Children children = Results.await(head.answer);
            List<String> names = new ArrayList<>(children.names());
            Collections.sort(names);
            return new Visited(head.path, names, children);
        } catch (NoNodeException gone) {
            if (head.path.equals(root)) {
                throw gone;
            }
            return null;
        }
    }
}
