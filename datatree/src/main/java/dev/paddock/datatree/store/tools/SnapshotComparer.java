package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.SnapshotTree.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells which znodes two snapshots do not share, and which have grown, as ZooKeeper's tool of this name does. */
public final class SnapshotComparer implements Tool {
    private static final int WRONG_USE = 2;
    private static final double NANOS_PER_SECOND = 1e9;

    private static final String USAGE = """
            usage: java -cp <classPath> org.apache.zookeeper.server.SnapshotComparer
             -b,--bytes <BYTETHRESHOLD>   (Required) The node data delta size threshold, in bytes, for printing the node.
             -d,--debug                   Use debug output.
             -i,--interactive             Enter interactive mode.
             -l,--left <LEFT>             (Required) The left snapshot file.
             -n,--nodes <NODETHRESHOLD>   (Required) The descendant node delta size threshold, in nodes, for printing the node.
             -r,--right <RIGHT>           (Required) The right snapshot file.
            """;

    /** In the order in which those that are missing are told. */
    private enum Flag implements CommandLine.Option {
        LEFT,
        RIGHT,
        BYTES,
        NODES,
        DEBUG,
        INTERACTIVE;

        @Override
        public char letter() {
            return longName().charAt(0);
        }

        @Override
        public String longName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean takesValue() {
            return isRequired();
        }

        boolean isRequired() {
            return this != DEBUG && this != INTERACTIVE;
        }
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        try {
            CommandLine<Flag> line = CommandLine.parse(Flag.class, arguments);
            requireAll(line);
            TreeComparison.Thresholds thresholds =
                    new TreeComparison.Thresholds(number(line, Flag.BYTES), number(line, Flag.NODES));
            return compare(line, thresholds, terminal);
        } catch (UsageException wrong) {
            terminal.err().println(wrong.getMessage());
            terminal.out().print(USAGE);
            return WRONG_USE;
        }
    }

    private static void requireAll(CommandLine<Flag> line) throws UsageException {
        List<String> missing = new ArrayList<>();
        for (Flag flag : Flag.values()) {
            if (flag.isRequired() && !line.has(flag)) {
                missing.add(String.valueOf(flag.letter()));
            }
        }
        if (!missing.isEmpty()) {
            throw new UsageException(
                    "Missing required option" + (missing.size() > 1 ? "s" : "") + ": " + String.join(", ", missing));
        }
    }

    private static int number(CommandLine<Flag> line, Flag flag) throws UsageException {
        try {
            return Integer.parseInt(line.value(flag));
        } catch (NumberFormatException notANumber) {
            throw new UsageException(
                    "'" + line.value(flag) + "' is not a number, as --" + flag.longName() + " needs it.");
        }
    }

    private static int compare(CommandLine<Flag> line, TreeComparison.Thresholds thresholds, Terminal terminal)
            throws IOException {
        terminal.out().println("Successfully parsed options!");
        boolean debug = line.has(Flag.DEBUG);
        boolean interactive = line.has(Flag.INTERACTIVE);
        MeasuredTree left = read(line.value(Flag.LEFT), terminal);
        MeasuredTree right = read(line.value(Flag.RIGHT), terminal);
        printSizes(left, terminal);
        printSizes(right, terminal);
        TreeComparison comparison =
                new TreeComparison(left, right, thresholds, debug, debug || interactive, terminal.out());
        if (interactive) {
            return new ComparerDialog(comparison, terminal).run();
        }
        comparison.printHeading();
        for (int depth = 0; depth < comparison.layerCount(); depth++) {
            comparison.compareLayer(depth);
        }
        terminal.out().println("All layers compared.");
        return OK;
    }

    private static MeasuredTree read(String name, Terminal terminal) throws IOException {
        Path file = Path.of(name);
        long start = System.nanoTime();
        SnapshotTree tree = SnapshotTree.read(file, terminal);
        long loaded = System.nanoTime();
        MeasuredTree measured = MeasuredTree.of(tree);
        terminal.out()
                .println("Deserialized snapshot in " + file.getFileName() + " in " + seconds(loaded - start)
                        + " seconds");
        terminal.out().println("Processed data tree in " + seconds(System.nanoTime() - loaded) + " seconds");
        return measured;
    }

    private static String seconds(long nanos) {
        return String.format("%f", nanos / NANOS_PER_SECOND);
    }

    private static void printSizes(MeasuredTree tree, Terminal terminal) {
        terminal.out().println("Node count: " + tree.tree().count());
        terminal.out()
                .println("Total size: " + tree.sizes().of(tree.tree().root()).bytes());
        terminal.out().println("Max depth: " + tree.layers().size());
        int depth = 0;
        for (List<Node> layer : tree.layers()) {
            terminal.out().println("Count of nodes at depth " + depth + ": " + layer.size());
            depth++;
        }
        terminal.out().println();
    }
}
