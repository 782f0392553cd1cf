package dev.paddock.client.cli;

import dev.paddock.client.Children;
import dev.paddock.client.NoAuthException;
import dev.paddock.client.NoNodeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a znode and what is below it. */
final class Tree implements Command {
    private static final Manual MANUAL = new Manual("tree", "[-L levels] path", "Draws what is below a znode")
            .words(0, 1)
            .value("L", "levels", "No deeper than this")
            .json()
            .example("tree /app")
            .example("tree -L 2 /");

    /** A znode to be drawn, with what stands before it. */
    private record Branch(String path, String name, String before, boolean isLast, int level) {
        String drawn() {
            return level == 0 ? path : before + (isLast ? "└── " : "├── ") + name;
        }

        /** What stands before its children. */
        String below() {
            return level == 0 ? "" : before + (isLast ? "    " : "│   ");
        }
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String root = PathText.checked(arguments.word(0, "/"));
        int levels = arguments.number("L", Integer.MAX_VALUE);
        ArrayDeque<Branch> branches = new ArrayDeque<>();
        branches.push(new Branch(root, root, "", true, 0));
        while (!branches.isEmpty()) {
            Branch branch = branches.pop();
            List<String> names = new ArrayList<>();
            String note = list(branch, names, shell);
            print(branch, note, arguments, shell.output());
            for (int i = names.size() - 1; i >= 0 && branch.level() < levels; i--) {
                String path = PathText.child(branch.path(), names.get(i));
                boolean isLast = i == names.size() - 1;
                branches.push(new Branch(path, names.get(i), branch.below(), isLast, branch.level() + 1));
            }
        }
    }

    /** @return what is to be said of the znode besides its name */
    private static String list(Branch branch, List<String> names, Shell shell)
            throws CommandFailed, InterruptedException {
        try {
            Children children = shell.client().getChildren(branch.path());
            names.addAll(children.names());
            Collections.sort(names);
            ZnodeKind kind = ZnodeKind.of(children.stat());
            return kind == ZnodeKind.PERSISTENT ? "" : kind.toString();
        } catch (NoNodeException gone) {
            if (branch.level() == 0) {
                throw gone;
            }
            return "gone";
        } catch (NoAuthException secret) {
            return "may not be read";
        }
    }

    private static void print(Branch branch, String note, Arguments arguments, Output output) {
        if (arguments.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("path", branch.path());
            json.put("level", branch.level());
            json.put("note", note);
            output.json(json);
        } else {
            output.line(branch.drawn() + (note.isEmpty() ? "" : " (" + note + ")"));
        }
    }
}
