package dev.paddock.client.cli;

import dev.paddock.wire.Stat;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Sets the data of a znode. */
final class Set implements Command {
    private static final Manual MANUAL = new Manual(
                    "set", "path data [-s] [-v version] [-b]", "Sets the data of a znode")
            .words(2)
            .flag("b", "Supply data in base64 format")
            .flag("s", "Print znode stats additionally")
            .value("v", "version", "Set with an expected version")
            .json()
            .example("set /app \"some text\"")
            .example("set -v 3 /app data");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        Stat stat = shell.client().setData(path, data(arguments), arguments.number("v", -1));
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("path", path);
            json.put("stat", StatText.json(stat));
            shell.output().json(json);
        } else if (arguments.has("s")) {
            shell.output().line(StatText.of(stat));
        }
    }

    private static byte[] data(Arguments arguments) throws CommandFailed {
        String text = arguments.word(1);
        if (!arguments.has("b")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            throw new CommandFailed("The data is not base64: " + noBase64.getMessage());
        }
    }
}
