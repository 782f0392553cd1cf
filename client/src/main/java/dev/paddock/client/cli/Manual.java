package dev.paddock.client.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * How a command is written, and what it does. The usage line is ZooKeeper's where there is one. Manuals are put together
 * by their commands, once, and do not change after that.
 */
final class Manual {
    static final String JSON = "json";

    private final String name;
    private final String synopsis;
    private final String summary;
    private final List<Option> options = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private int minWords;
    private int maxWords = Integer.MAX_VALUE;

    Manual(String name, String synopsis, String summary) {
        this.name = name;
        this.synopsis = synopsis;
        this.summary = summary;
    }

    /** How many words it takes besides its options. */
    Manual words(int min, int max) {
        minWords = min;
        maxWords = max;
        return this;
    }

    Manual words(int min) {
        return words(min, Integer.MAX_VALUE);
    }

    Manual flag(String option, String description) {
        options.add(new Option(option, null, description, null));
        return this;
    }

    Manual value(String option, String value, String description) {
        options.add(new Option(option, value, description, null));
        return this;
    }

    Manual oneOf(String group, String option, String value, String description) {
        options.add(new Option(option, value, description, group));
        return this;
    }

    /** It can answer in JSON too. */
    Manual json() {
        return flag(JSON, "Print JSON, one value on a line");
    }

    Manual example(String line) {
        examples.add(line);
        return this;
    }

    String name() {
        return name;
    }

    String summary() {
        return summary;
    }

    String usage() {
        return name + " " + synopsis;
    }

    List<Option> options() {
        return options;
    }

    List<String> examples() {
        return examples;
    }

    boolean takes(int words) {
        return words >= minWords && words <= maxWords;
    }

    /** The usage, and a line for each option. */
    String usageWithOptions() {
        StringBuilder text = new StringBuilder(usage());
        int width = 0;
        for (Option option : options) {
            width = Math.max(width, written(option).length());
        }
        for (Option option : options) {
            String written = written(option);
            text.append("\n ").append(written).append(" ".repeat(width - written.length() + 3));
            text.append(option.description());
        }
        return text.toString();
    }

    private static String written(Option option) {
        return option.hasValue() ? option.written() + " <" + option.value() + ">" : option.written();
    }

    /** What is said to who writes it wrongly. */
    CommandFailed misused() {
        return new CommandFailed(usageWithOptions());
    }
}
