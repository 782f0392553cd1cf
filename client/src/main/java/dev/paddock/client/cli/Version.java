package dev.paddock.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/** Shows the version. */
final class Version implements Command {
    private static final Manual MANUAL =
            new Manual("version", "", "Shows the version").words(0, 0).json().example("version");

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
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            build.load(in);
        } catch (IOException unreadable) {
            throw new CommandFailed("The version cannot be read: " + unreadable.getMessage());
        }
        String compatible = build.getProperty("compatible");
        String own = build.getProperty("version");
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("compatible", compatible);
            json.put("paddock", own);
            shell.output().json(json);
        } else {
            shell.output().line("ZooKeeper CLI version: " + compatible + "-paddock-" + own);
        }
    }
}
