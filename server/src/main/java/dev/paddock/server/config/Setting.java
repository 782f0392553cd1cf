package dev.paddock.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One key, what is given for it, if anything, and where. It knows how to read a value, and how to complain. */
final class Setting {
    private static final int HIGHEST_PORT = 0xFFFF;

    private final String key;

    /** Null if the key is not given. */
    private final String value;

    private final String where;

    /** Whether a value that makes no sense ends the start; else there is a warning, and it counts as absent. */
    private final boolean strict;

    private final Set<String> warnings;

    Setting(String key, String value, String where, boolean strict, Set<String> warnings) {
        this.key = key;
        this.value = value;
        this.where = where;
        this.strict = strict;
        this.warnings = warnings;
    }

    String key() {
        return key;
    }

    boolean isGiven() {
        return value != null;
    }

    Optional<String> text() {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    String text(String byDefault) {
        return text().orElse(byDefault);
    }

    /** The parts between commas, without blanks around them and without empty ones. */
    List<String> list() {
        return Arrays.stream(text("").split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    int integer(int byDefault, int least) throws ConfigException {
        return integer(byDefault, least, value + " is out of range");
    }

    /** @param sentence what ZooKeeper says of a number below the least one */
    int integer(int byDefault, int least, String sentence) throws ConfigException {
        return (int) number(byDefault, least, Integer.MAX_VALUE, sentence);
    }

    long number(long byDefault, long least) throws ConfigException {
        return number(byDefault, least, Long.MAX_VALUE, value + " is out of range");
    }

    private long number(long byDefault, long least, long most, String sentence) throws ConfigException {
        if (value == null) {
            return byDefault;
        }
        String accepted = "a whole number from " + least + " on";
        try {
            long number = Long.parseLong(value);
            if (number <= most) {
                return number < least ? complain(byDefault, sentence, accepted) : number;
            }
        } catch (NumberFormatException notANumber) {
            // The same as a number with too many digits, which follows.
        }
        return complain(byDefault, "For input string: \"" + value + "\"", accepted);
    }

    double ratio(double byDefault) throws ConfigException {
        if (value == null) {
            return byDefault;
        }
        try {
            double ratio = Double.parseDouble(value);
            return ratio >= 0 && ratio <= 1 ? ratio : complainOfRatio(byDefault);
        } catch (NumberFormatException notANumber) {
            return complainOfRatio(byDefault);
        }
    }

    private double complainOfRatio(double byDefault) throws ConfigException {
        return complain(byDefault, "For input string: \"" + value + "\"", "a number from 0 to 1");
    }

    Duration millis(int byDefault, int least) throws ConfigException {
        return Duration.ofMillis(integer(byDefault, least));
    }

    /** A setting in KB, in bytes; what is negative has a meaning of its own, and stays. */
    long kilobytes(long byDefault, long least) throws ConfigException {
        long kilobytes = number(byDefault >> 10, least);
        return kilobytes < 0 ? kilobytes : Math.min(kilobytes, Long.MAX_VALUE >> 10) << 10;
    }

    boolean isTrue(boolean byDefault) throws ConfigException {
        if (value == null) {
            return byDefault;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        if (!value.equalsIgnoreCase("false")) {
            complain(false, "Invalid option " + value + " for " + key + ". Choose 'true' or 'false.'", "true or false");
        }
        return false;
    }

    /** For the few keys that are switched away from their default by one word, and by nothing else. */
    boolean is(String word) throws ConfigException {
        String opposite = switch (word) {
            case "yes" -> "no";
            case "no" -> "yes";
            default -> "true";
        };
        if (value == null || value.equalsIgnoreCase(opposite)) {
            return false;
        }
        return value.equalsIgnoreCase(word) || complain(false, "Unknown word", word + " or " + opposite);
    }

    /** A port that is bound here. */
    int port(int byDefault) throws ConfigException {
        int port = integer(byDefault, 0, "port out of range:" + value);
        return port > HIGHEST_PORT ? complain(byDefault, "port out of range:" + value, "a port up to 65535") : port;
    }

    /** An address that is bound here, so its name has to be known here and now. */
    InetSocketAddress address(int port) throws ConfigException {
        if (text().isEmpty()) {
            return new InetSocketAddress(port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(value), port);
        } catch (UnknownHostException unknown) {
            throw refusal(value + ": Name or service not known", "an address of this machine, or a name for one");
        }
    }

    Optional<Path> path() throws ConfigException {
        if (text().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(value));
        } catch (InvalidPathException invalid) {
            throw refusal(invalid.getMessage(), "the name of a file or directory");
        }
    }

    /** A value that makes no sense: the end of the start, or a warning. */
    private <T> T complain(T byDefault, String sentence, String accepted) throws ConfigException {
        if (strict) {
            throw refusal(sentence, accepted);
        }
        warn("accepted is " + accepted + "; it counts as " + byDefault);
        return byDefault;
    }

    void warn(String message) {
        warnings.add(key + "=" + value + " (" + where + "): " + message);
    }

    /** The key alone, for values that are nobody's business. */
    void warnOfKey(String message) {
        warnings.add(key + " (" + where + ") " + message);
    }

    ConfigException refusal(String sentence, String accepted) {
        return refusal(ExitCode.INVALID_INVOCATION, sentence, accepted);
    }

    ConfigException refusal(ExitCode exitCode, String sentence, String accepted) {
        String given = value == null ? "there is no " + key + " in " + where : key + "=" + value + " in " + where;
        return new ConfigException(exitCode, sentence + " (" + given + "; accepted is " + accepted + ")");
    }
}
