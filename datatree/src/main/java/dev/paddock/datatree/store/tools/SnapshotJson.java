package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.SnapshotTree.Node;
import java.io.PrintStream;

/**
 * A tree for {@code ncdu -f}, which shows which znodes take most: an object for each, and around a znode with children and
 * those children an array. All in one line, without an end.
 */
final class SnapshotJson {
    private static final int FIRST_INODE = 1001;

    private final PrintStream out;
    private int inode = FIRST_INODE;

    SnapshotJson(PrintStream out) {
        this.out = out;
    }

    void print(SnapshotTree tree) {
        out.print("[1,0,{\"progname\":\"SnapshotFormatter.java\",\"progver\":\"0.01\",\"timestamp\":"
                + System.currentTimeMillis() + "},");
        print("/", tree.root());
        out.print("]");
    }

    private void print(String name, Node node) {
        boolean array = !node.children().isEmpty();
        out.print((array ? "[" : "") + "{\"name\":\"" + escape(name) + "\",\"asize\":" + node.data().length
                + ",\"dsize\":" + node.data().length + ",\"dev\":0,\"ino\":" + inode + "}");
        inode++;
        node.children().forEach((childName, child) -> {
            out.print(",");
            print(childName, child);
        });
        if (array) {
            out.print("]");
        }
    }

    private static String escape(String name) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ') {
                escaped.append(String.format("\\u%04X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
