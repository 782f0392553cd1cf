package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.SnapshotTree.Node;
import dev.paddock.datatree.store.tools.SnapshotTree.Stat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Prints the znodes and sessions of a snapshot, as ZooKeeper's tool of this name does. */
public final class SnapshotFormatter implements Tool {
    private static final int WRONG_USE = 2;
    private static final String DATA = "-d";
    private static final String JSON = "-json";

    private static final String USAGE = """
            USAGE: SnapshotFormatter [-d|-json] snapshot_file
                   -d dump the data for each znode
                   -json dump znode info in json format
            """;

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        List<String> options = new ArrayList<>(arguments);
        String name = options.isEmpty() ? "" : options.remove(options.size() - 1);
        boolean data = options.remove(DATA);
        boolean json = options.remove(JSON);
        if (name.isEmpty() || name.equals(DATA) || name.equals(JSON) || !options.isEmpty()) {
            terminal.err().print(USAGE);
            return WRONG_USE;
        }
        if (data && json) {
            terminal.err().println("Cannot specify both data dump (-d) and json mode (-json) in same call");
            return WRONG_USE;
        }
        Path file = Path.of(name);
        if (!Files.exists(file)) {
            terminal.err().println("File '" + name + "' does not exist.");
            return WRONG_USE;
        }
        if (Files.isDirectory(file)) {
            terminal.err().println("'" + name + "' is a directory. it must be a file.");
            return WRONG_USE;
        }
        SnapshotTree tree = SnapshotTree.read(file, terminal);
        if (json) {
            new SnapshotJson(terminal.out()).print(tree);
        } else {
            print(tree, file, data, terminal.out());
        }
        return OK;
    }

    private static void print(SnapshotTree tree, Path file, boolean withData, PrintStream out) {
        out.println("ZNode Details (count=" + (tree.count() + 1) + "):"); // ZooKeeper counts its root twice
        out.println("----");
        print(tree.root(), withData, out);
        out.println("Session Details (sid, timeout, ephemeralCount):");
        tree.sessions()
                .forEach((id, timeout) ->
                        out.println("0x" + Long.toHexString(id) + ", " + timeout + ", " + tree.znodesOf(id)));
        out.println("----");
        long last = Math.max(zxidInName(file.getFileName().toString()), tree.lastChange());
        out.println("Last zxid: 0x" + Long.toHexString(last));
    }

    private static void print(Node node, boolean withData, PrintStream out) {
        Stat stat = node.stat();
        out.println(node.path().isEmpty() ? "/" : node.path());
        out.println("  cZxid = " + hex(stat.czxid()));
        out.println("  ctime = " + new Date(stat.ctime()));
        out.println("  mZxid = " + hex(stat.mzxid()));
        out.println("  mtime = " + new Date(stat.mtime()));
        out.println("  pZxid = " + hex(stat.pzxid()));
        out.println("  cversion = " + stat.cversion());
        out.println("  dataVersion = " + stat.version());
        out.println("  aclVersion = " + stat.aversion());
        out.println("  ephemeralOwner = " + hex(stat.ephemeralOwner()));
        out.println(
                withData
                        ? "  data = " + Base64.getEncoder().encodeToString(node.data())
                        : "  dataLength = " + node.data().length);
        out.println("----");
        node.children().values().forEach(child -> print(child, withData, out));
    }

    private static String hex(long number) {
        return String.format("0x%014x", number);
    }

    /** The number behind the first dot, whatever else the name has; -1 if there is none. */
    private static long zxidInName(String name) {
        String[] parts = name.split("\\.");
        if (parts.length < 2 || !parts[0].equals("snapshot")) {
            return -1;
        }
        try {
            return Long.parseLong(parts[1], 16);
        } catch (NumberFormatException notAZxid) {
            return -1;
        }
    }
}
