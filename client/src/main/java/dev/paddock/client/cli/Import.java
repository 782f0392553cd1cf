package dev.paddock.client.cli;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.Created;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * Creates what an export has written, below a path that may be another one. Requests of a session are carried out in order,
 * so that parents are there before their children without being waited for. It stops at the first failure, and what was
 * created before stays.
 */
final class Import implements Command {
    /** So many znodes are on their way. */
    private static final int AHEAD = 128;

    private static final Manual MANUAL = new Manual(
                    "import", "[-o|-k] [-e] path [file]", "Creates what an export has written")
            .words(1, 2)
            .flag("o", "Overwrite data and ACL of what is there already")
            .flag("k", "Keep what is there already")
            .flag("e", "Create ephemerals too, for this session; else they are left out")
            .example("import /app app.json")
            .example("import -k /copy app.json");

    private record Asked(String path, ExportedZnode znode, CompletableFuture<Created> answer) {}

    /** How far an import is. */
    private static final class Tally {
        private int created;
        private int overwritten;
        private int kept;
        private int leftOut;

        @Override
        public String toString() {
            return "Created " + created + ", overwrote " + overwritten + ", kept " + kept + ", left out " + leftOut
                    + " ephemerals";
        }
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String root = arguments.path(0);
        if (arguments.has("o") && arguments.has("k")) {
            throw new CommandFailed("-o and -k exclude each other\n" + MANUAL.usage());
        }
        Tally tally = new Tally();
        try (Reader in = reader(arguments, shell);
                Progress progress = shell.progress("import " + root)) {
            long length = arguments.count() > 1 ? Files.size(Path.of(arguments.word(1))) : 0;
            JsonReader json = new JsonReader(in);
            read(json, root, arguments, shell, tally, () -> progress.at(json.position(), length));
        } catch (IOException unreadable) {
            throw new CommandFailed("The export cannot be read: " + unreadable.getMessage() + "\n" + tally);
        }
        shell.output().note(tally.toString());
    }

    private static Reader reader(Arguments arguments, Shell shell) throws IOException {
        return arguments.count() > 1
                ? Files.newBufferedReader(Path.of(arguments.word(1)))
                : new BufferedReader(new InputStreamReader(shell.input(), StandardCharsets.UTF_8));
    }

    private static void read(
            JsonReader json, String root, Arguments arguments, Shell shell, Tally tally, Runnable progress)
            throws CommandFailed, InterruptedException, IOException {
        PaddockClient client = shell.client();
        ArrayDeque<Asked> asked = new ArrayDeque<>();
        readHead(json);
        json.expect('[');
        boolean isFirst = true;
        while (!json.takeIf(']')) {
            if (!isFirst) {
                json.expect(',');
            }
            ExportedZnode znode = ExportedZnode.of(json.value(), shell.output());
            String path = path(root, znode.path());
            if (znode.kind() == ZnodeKind.EPHEMERAL && !arguments.has("e")) {
                tally.leftOut++;
            } else if (!path.equals("/")) {
                if (asked.size() == AHEAD) {
                    finish(asked.remove(), client, arguments, tally);
                }
                CreateOptions options = isFirst ? znode.options().withParents() : znode.options();
                asked.add(new Asked(path, znode, client.async().create(path, znode.data(), options)));
                if (isFirst) {
                    // Parents take further requests, behind which all others have to come.
                    finish(asked.remove(), client, arguments, tally);
                }
            }
            isFirst = false;
            progress.run();
        }
        while (!asked.isEmpty()) {
            finish(asked.remove(), client, arguments, tally);
        }
        json.expect('}');
        json.expectEnd();
    }

    /** Up to the list of znodes, which comes last. */
    private static void readHead(JsonReader json) throws IOException {
        json.expect('{');
        while (true) {
            String key = json.text();
            json.expect(':');
            if (key.equals("znodes")) {
                return;
            }
            Object value = json.value();
            if (key.equals("format") && !Export.FORMAT.equals(value)) {
                throw json.fault("the format is " + value + ", and only " + Export.FORMAT + " is known");
            }
            json.expect(',');
        }
    }

    private static String path(String root, String below) throws CommandFailed {
        return PathText.checked(below.isEmpty() || below.equals("/") ? root : root.equals("/") ? below : root + below);
    }

    private static void finish(Asked asked, PaddockClient client, Arguments arguments, Tally tally)
            throws InterruptedException {
        try {
            Results.await(asked.answer());
            tally.created++;
        } catch (NodeExistsException already) {
            if (arguments.has("o")) {
                client.setData(asked.path(), asked.znode().data());
                client.setAcl(asked.path(), asked.znode().acl());
                tally.overwritten++;
            } else if (arguments.has("k")) {
                tally.kept++;
            } else {
                throw already;
            }
        }
    }
}
