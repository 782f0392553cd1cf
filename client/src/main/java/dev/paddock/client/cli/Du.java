package dev.paddock.client.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up data and znodes, for each child of a znode and for all of it; the largest first. */
final class Du implements Command {
    private static final Manual MANUAL = new Manual("du", "path", "Shows where the data are")
            .words(0, 1)
            .json()
            .example("du /")
            .example("du /app");

    /** What a child has below it, itself included. */
    private static final class Sum {
        private final String path;
        private long bytes;
        private long znodes;

        Sum(String path) {
            this.path = path;
        }

        void add(long dataLength) {
            bytes += dataLength;
            znodes++;
        }

        long bytes() {
            return bytes;
        }
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String root = PathText.checked(arguments.word(0, "/"));
        Sum all = new Sum(root);
        Map<String, Sum> children = new LinkedHashMap<>();
        int start = root.equals("/") ? 1 : root.length() + 1;
        Subtree subtree = new Subtree(shell.client(), root);
        try (Progress progress = shell.progress("du " + root)) {
            for (Subtree.Visited visited = subtree.next(); visited != null; visited = subtree.next()) {
                int dataLength = visited.children().stat().dataLength();
                all.add(dataLength);
                if (visited.path().length() > start) {
                    int end = visited.path().indexOf('/', start);
                    String child = end < 0 ? visited.path() : visited.path().substring(0, end);
                    children.computeIfAbsent(child, Sum::new).add(dataLength);
                }
                progress.at(all.znodes, 0);
            }
        }
        List<Sum> sums = new ArrayList<>(children.values());
        sums.sort(Comparator.comparingLong(Sum::bytes).reversed());
        sums.add(all);
        for (Sum sum : sums) {
            print(sum, arguments, shell.output());
        }
    }

    private static void print(Sum sum, Arguments arguments, Output output) {
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("path", sum.path);
            json.put("bytes", sum.bytes);
            json.put("znodes", sum.znodes);
            output.json(json);
        } else {
            output.line(sum.bytes + "\t" + sum.znodes + "\t" + sum.path);
        }
    }
}
