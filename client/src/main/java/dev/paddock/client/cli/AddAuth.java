package dev.paddock.client.cli;

import java.nio.charset.StandardCharsets;

/** Proves another identity. */
final class AddAuth implements Command {
    private static final Manual MANUAL = new Manual("addauth", "scheme auth", "Proves another identity")
            .words(2)
            .example("addauth digest bob:secret");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        byte[] credentials = arguments.word(1).getBytes(StandardCharsets.UTF_8);
        shell.client().addAuth(arguments.word(0), credentials);
    }
}
