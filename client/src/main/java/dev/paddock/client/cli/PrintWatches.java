package dev.paddock.client.cli;

/** Says whether events are printed, or sets it. */
final class PrintWatches implements Command {
    private static final Manual MANUAL = new Manual(
                    "printwatches", "on|off", "Says whether events are printed, or sets it")
            .words(0)
            .example("printwatches off");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public boolean needsSession() {
        return false;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        if (arguments.count() == 0) {
            shell.output().line("printwatches is " + (shell.events().isPrinting() ? "on" : "off"));
        } else {
            shell.events().print(arguments.word(0).equals("on"));
        }
    }
}
