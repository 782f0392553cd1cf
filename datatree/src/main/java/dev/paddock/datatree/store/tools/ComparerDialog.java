package dev.paddock.datatree.store.tools;

import java.io.BufferedReader;
import java.io.IOException;

/** Compares what the user asks for: the next depth, a depth by its number, or what is directly below a znode. */
final class ComparerDialog {
    private final TreeComparison comparison;
    private final Terminal terminal;

    /** The next one that is compared if nothing else is asked for. */
    private int depth;

    ComparerDialog(TreeComparison comparison, Terminal terminal) {
        this.comparison = comparison;
        this.terminal = terminal;
    }

    /** Ends behind the last depth, or with the input. */
    int run() throws IOException {
        BufferedReader answers = new BufferedReader(terminal.in());
        while (depth < comparison.layerCount()) {
            terminal.prompt("""
                    Current depth is %d
                    - Press enter to move to print current depth layer;
                    - Type a number to jump to and print all nodes at a given depth;
                    - Enter an ABSOLUTE path to print the immediate subtree of a node. Path must start with '/'.
                    """.formatted(depth));
            String answer = answers.readLine();
            if (answer == null) {
                return Tool.OK;
            }
            comparison.printHeading();
            answer(answer);
        }
        terminal.out().println("All layers compared.");
        return Tool.OK;
    }

    private void answer(String answer) {
        if (answer.isEmpty()) {
            comparison.compareLayer(depth);
            depth++;
        } else if (answer.startsWith("/")) {
            comparison.compareChildren(answer);
        } else if (!answer.matches("[+-]?[0-9]{1,9}")) {
            terminal.out()
                    .println("Input " + answer + " is not valid. " + range()
                            + ". Path must be an absolute path which starts with '/'.");
        } else if (!jumpTo(Integer.parseInt(answer))) {
            terminal.out().println(range());
            return; // the only answer without an empty line behind it
        }
        terminal.out().println();
    }

    private boolean jumpTo(int chosen) {
        if (chosen < 0 || chosen >= comparison.layerCount()) {
            return false;
        }
        depth = chosen;
        comparison.compareLayer(depth);
        return true;
    }

    private String range() {
        return "Depth must be in range [0, " + (comparison.layerCount() - 1) + "]";
    }
}
