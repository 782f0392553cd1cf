package dev.paddock.client.cli;

import java.util.Map;
import java.util.TreeMap;

/** Says what there is, and of one command how it is written, with examples. */
final class Help implements Command {
    private static final Manual MANUAL = new Manual("help", "[command]", "Says what there is")
            .words(0, 1)
            .example("help")
            .example("help create");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public boolean needsSession() {
        return false;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed {
        if (arguments.count() == 0) {
            list(shell);
        } else {
            show(shell.commands().named(arguments.word(0)).manual(), shell.output());
        }
    }

    private static void list(Shell shell) {
        Map<String, Manual> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int width = 0;
        for (Command command : shell.commands().all()) {
            byName.put(command.manual().name(), command.manual());
            width = Math.max(width, command.manual().name().length());
        }
        for (Manual manual : byName.values()) {
            String gap = " ".repeat(width - manual.name().length() + 2);
            shell.output().line(manual.name() + gap + manual.summary());
        }
        shell.output().line("\nhelp COMMAND says more, with examples.");
    }

    private static void show(Manual manual, Output output) {
        output.line(manual.summary() + ".\n\n" + manual.usageWithOptions());
        output.line("\nFor example:");
        for (String example : manual.examples()) {
            output.line("  " + example);
        }
    }
}
