package dev.paddock.client.cli;

import dev.paddock.client.Children;
import dev.paddock.client.PaddockClient;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What may follow: commands, the options of a command, and paths as the server has them now. */
final class Completion implements Completer {
    /** Nobody wants to wait longer for a key to be answered. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final Shell shell;

    Completion(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word().substring(0, line.wordCursor());
        if (line.wordIndex() == 0) {
            addCommands(candidates);
        } else if (word.startsWith("/")) {
            addPaths(word, candidates);
        } else if (word.startsWith("-")) {
            addOptions(line.words().get(0), candidates);
        } else if (line.words().get(0).equals("help")) {
            addCommands(candidates);
        }
    }

    private void addCommands(List<Candidate> candidates) {
        for (String name : shell.commands().names()) {
            candidates.add(new Candidate(name));
        }
    }

    private void addOptions(String name, List<Candidate> candidates) {
        for (Command command : shell.commands().all()) {
            Manual manual = command.manual();
            if (manual.name().equals(name)) {
                for (Option option : manual.options()) {
                    String written = option.written();
                    candidates.add(new Candidate(written, written, null, option.description(), null, null, true));
                }
            }
        }
    }

    /** A path that is complete may go on, so that no blank is added behind it. */
    private void addPaths(String word, List<Candidate> candidates) {
        int slash = word.lastIndexOf('/');
        String parent = slash == 0 ? "/" : word.substring(0, slash);
        for (String name : children(parent)) {
            candidates.add(new Candidate(PathText.child(parent, name), name, null, null, null, null, false));
        }
    }

    /** None if there is no such znode, or no answer in time: then there is nothing to propose. */
    private List<String> children(String path) {
        try {
            PaddockClient client = shell.client();
            Children children = client.async().getChildren(path).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return children.names();
        } catch (CommandFailed | ExecutionException | TimeoutException | IllegalArgumentException nothing) {
            return List.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
