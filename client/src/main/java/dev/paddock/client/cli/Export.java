package dev.paddock.client.cli;

import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeAcl;
import dev.paddock.client.NodeData;
import dev.paddock.client.PaddockClient;
import dev.paddock.wire.Acl;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * Writes a znode and all below it as JSON, to a file or to the standard output. Others may change the tree meanwhile: each
 * znode is as it was at some moment, and what goes meanwhile is left out.
 */
final class Export implements Command {
    static final String FORMAT = "paddock-subtree-1";

    /** So many znodes are asked for ahead. */
    private static final int AHEAD = 128;

    private static final Manual MANUAL = new Manual("export", "path [file]", "Writes a znode and all below it as JSON")
            .words(1, 2)
            .example("export /app app.json")
            .example("export /app");

    /** What is written, line by line. */
    private interface Lines {
        void write(String text) throws IOException;
    }

    private record Asked(String path, CompletableFuture<NodeData> data, CompletableFuture<NodeAcl> acl) {}

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public boolean isStream(Arguments arguments) {
        return arguments.count() == 1;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String root = arguments.path(0);
        try {
            if (arguments.count() == 1) {
                write(root, shell, text -> shell.output().line(text));
            } else {
                try (Writer file = Files.newBufferedWriter(Path.of(arguments.word(1)))) {
                    int count = write(root, shell, text -> file.append(text).append('\n'));
                    shell.output().note("Exported " + count + " znodes");
                }
            }
        } catch (IOException unwritable) {
            throw new CommandFailed("The file cannot be written: " + unwritable.getMessage());
        }
    }

    private static int write(String root, Shell shell, Lines lines)
            throws CommandFailed, InterruptedException, IOException {
        PaddockClient client = shell.client();
        Subtree subtree = new Subtree(client, root);
        ArrayDeque<Asked> asked = new ArrayDeque<>();
        int count = 0;
        int masked = 0;
        try (Progress progress = shell.progress("export " + root)) {
            long total = progress.isShown() ? client.getAllChildrenNumber(root) + 1L : 0;
            Subtree.Visited visited = subtree.next();
            lines.write("{\"format\":" + Json.of(FORMAT) + ",\"root\":" + Json.of(root) + ",\"znodes\":[");
            while (visited != null || !asked.isEmpty()) {
                if (visited != null && asked.size() < AHEAD) {
                    String path = visited.path();
                    asked.add(new Asked(
                            path, client.async().getData(path), client.async().getAcl(path)));
                    visited = subtree.next();
                    continue;
                }
                Asked head = asked.remove();
                try {
                    NodeAcl acl = Results.await(head.acl());
                    String below = root.equals("/") ? head.path() : head.path().substring(root.length());
                    String json = Json.of(ExportedZnode.json(below, Results.await(head.data()), acl));
                    lines.write((count == 0 ? "" : ",") + json);
                    count++;
                    masked += isMasked(acl) ? 1 : 0;
                } catch (NoNodeException gone) {
                    continue;
                }
                progress.at(count, total);
            }
            lines.write("]}");
        }
        if (masked > 0) {
            shell.output()
                    .error("The ACLs of " + masked + " znodes have passwords that this session may not see: they are"
                            + " masked, and nobody will have those permissions after an import");
        }
        return count;
    }

    /** Servers put this in the place of a hash. */
    private static boolean isMasked(NodeAcl acl) {
        for (Acl entry : acl.entries()) {
            if (entry.id().scheme().equals("digest") && entry.id().id().endsWith(":x")) {
                return true;
            }
        }
        return false;
    }
}
