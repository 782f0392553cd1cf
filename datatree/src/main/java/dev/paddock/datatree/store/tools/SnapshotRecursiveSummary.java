package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.SnapshotTree.Node;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Prints how many znodes and bytes are below a znode and below those under it, as ZooKeeper's tool of this name does. */
public final class SnapshotRecursiveSummary implements Tool {
    private static final int WRONG_USE = 2;

    private static final String USAGE = """
            USAGE:


            SnapshotRecursiveSummary  <snapshot_file>  <starting_node>  <max_depth>


            snapshot_file:    path to the zookeeper snapshot
            starting_node:    the path in the zookeeper tree where the traversal should begin
            max_depth:        defines the depth where the tool still writes to the output. 0 means there is no depth \
            limit, every non-leaf node's stats will be displayed, 1 means it will only contain the starting node's and \
            it's children's stats, 2 ads another level and so on. This ONLY affects the level of details displayed, NOT \
            the calculation.
            """;

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        if (arguments.size() != 3 || !arguments.get(2).matches("[+-]?[0-9]{1,9}")) {
            terminal.err().print(USAGE);
            return WRONG_USE;
        }
        Path file = Path.of(arguments.get(0));
        String start = arguments.get(1);
        int mostLevels = Integer.parseInt(arguments.get(2));
        SnapshotTree tree = SnapshotTree.read(file, terminal);
        Node node = tree.find(start);
        if (node == null) {
            terminal.err()
                    .println("There is no znode " + start + " in " + file
                            + ". Paths begin with a slash, and none but that of the root ends with one.");
            return FAILED;
        }
        print(start, node, 0, mostLevels, new Subtrees(tree.layers()), terminal.out());
        terminal.out().println();
        return OK;
    }

    /** @param mostLevels below the first one; 0 for all */
    private static void print(String path, Node node, int level, int mostLevels, Subtrees subtrees, PrintStream out) {
        if (node.children().isEmpty() || mostLevels != 0 && level > mostLevels) {
            return;
        }
        String dashes = "--".repeat(level);
        Subtrees.Size size = subtrees.of(node);
        out.println(dashes + " " + path);
        out.println(dashes + "   children: " + size.descendants());
        out.println(dashes + "   data: " + size.bytes());
        node.children().values().forEach(child -> print(child.path(), child, level + 1, mostLevels, subtrees, out));
    }
}
