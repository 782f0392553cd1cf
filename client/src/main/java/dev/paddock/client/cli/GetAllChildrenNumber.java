package dev.paddock.client.cli;

import java.util.Map;

/** Counts the znodes below one, at any depth. */
final class GetAllChildrenNumber implements Command {
    private static final Manual MANUAL = new Manual(
                    "getAllChildrenNumber", "path", "Counts the znodes below one, at any depth")
            .words(1)
            .json()
            .example("getAllChildrenNumber /app");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        int number = shell.client().getAllChildrenNumber(path);
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("path", path);
            json.put("number", number);
            shell.output().json(json);
        } else {
            shell.output().line(Integer.toString(number));
        }
    }
}
