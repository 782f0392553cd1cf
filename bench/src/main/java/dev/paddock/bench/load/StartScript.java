package dev.paddock.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How {@code bin/zkServer.sh} starts a server, as it says itself.
 *
 * @param options those about the archive of classes
 */
record StartScript(List<String> options, String classPath, String main) {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern CLASS_PATH = Pattern.compile("\"-cp\" \"([^\"]*)\"");
    private static final Pattern MAIN = Pattern.compile("\\s((?:\\w+\\.)+\\w*Main)\\s");

    static StartScript of(Path checkout) throws IOException {
        ProcessBuilder script =
                new ProcessBuilder(checkout.resolve("bin/zkServer.sh").toString(), "print-cmd");
        script.environment().put("JMXDISABLE", "true");
        Process process = script.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String command = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return of(command);
    }

    static StartScript of(String command) {
        return new StartScript(
                QUOTED.matcher(command)
                        .results()
                        .map(quoted -> quoted.group(1))
                        .filter(option -> option.startsWith("-Xshare")
                                || option.startsWith("-XX:SharedArchiveFile")
                                || option.startsWith("-Xlog:cds")
                                || option.startsWith("-Dio.netty"))
                        .toList(),
                find(CLASS_PATH, command),
                find(MAIN, command));
    }

    private static String find(Pattern what, String command) {
        Matcher matcher = what.matcher(command);
        if (!matcher.find()) {
            throw new IllegalStateException("the start script prints a command without " + what + ": " + command);
        }
        return matcher.group(1);
    }
}
