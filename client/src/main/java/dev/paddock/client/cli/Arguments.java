package dev.paddock.client.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of one command, options told apart. Options may stand anywhere; flags of one letter may be joined ({@code -sw});
 * the value of an option is the next word, or the rest of its own. What is wrong is said in the words of the library that
 * ZooKeeper's command line uses, as scripts may look for them.
 */
final class Arguments {
    private static final String LIBRARY = "org.apache.commons.cli.";

    private final Manual manual;
    private final List<String> words = new ArrayList<>();

    /** The values of the options that are there; empty texts for flags. */
    private final Map<String, String> options = new HashMap<>();

    private Arguments(Manual manual) {
        this.manual = manual;
    }

    /** @param given without the name of the command */
    static Arguments parse(Manual manual, List<String> given) throws CommandFailed {
        Arguments arguments = new Arguments(manual);
        if (given.contains("-?")) {
            throw manual.misused();
        }
        boolean onlyWords = false;
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            if (onlyWords || !word.startsWith("-") || word.length() == 1) {
                arguments.words.add(word);
            } else if (word.equals("--")) {
                onlyWords = true;
            } else if (arguments.addOption(word, i + 1 < given.size() ? given.get(i + 1) : null)) {
                i++;
            }
        }
        arguments.checkGroups();
        if (!manual.takes(arguments.words.size())) {
            throw manual.misused();
        }
        return arguments;
    }

    /** @return whether the next word was its value */
    private boolean addOption(String word, String next) throws CommandFailed {
        String name = word.substring(word.startsWith("--") ? 2 : 1);
        Option option = find(name);
        if (option == null && !word.startsWith("--")) {
            Option first = find(name.substring(0, 1));
            if (first != null && first.hasValue()) {
                put(first, name.substring(name.startsWith("=", 1) ? 2 : 1));
                return false;
            }
            if (areFlags(name)) {
                for (int i = 0; i < name.length(); i++) {
                    put(find(name.substring(i, i + 1)), "");
                }
                return false;
            }
        }
        if (option == null) {
            throw unrecognized(word, name);
        }
        if (!option.hasValue()) {
            put(option, "");
            return false;
        }
        if (next == null || isOption(next)) {
            throw new CommandFailed(LIBRARY + "MissingArgumentException: Missing argument for option: " + name);
        }
        put(option, next);
        return true;
    }

    private CommandFailed unrecognized(String word, String name) {
        List<String> known = new ArrayList<>();
        for (Option option : manual.options()) {
            known.add(option.name());
        }
        String likely = name.length() > 1 ? Suggestions.likely(name, known) : null;
        String hint =
                likely == null ? manual.usage() : "Did you mean " + find(likely).written() + "?";
        return new CommandFailed(LIBRARY + "UnrecognizedOptionException: Unrecognized option: " + word + "\n" + hint);
    }

    /** Numbers below zero are values. */
    private boolean isOption(String word) {
        if (!word.startsWith("-") || word.length() == 1) {
            return false;
        }
        return !Character.isDigit(word.charAt(1)) || find(word.substring(1)) != null;
    }

    private boolean areFlags(String name) {
        for (int i = 0; i < name.length(); i++) {
            Option option = find(name.substring(i, i + 1));
            if (option == null || option.hasValue()) {
                return false;
            }
        }
        return true;
    }

    private Option find(String name) {
        for (Option option : manual.options()) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        return null;
    }

    private void put(Option option, String value) throws CommandFailed {
        if (option.group() != null) {
            for (Option other : manual.options()) {
                if (other != option && option.group().equals(other.group()) && has(other.name())) {
                    throw new CommandFailed(LIBRARY + "AlreadySelectedException: The option '" + option.name()
                            + "' was specified but an option from this group has already been selected: '"
                            + other.name() + "'");
                }
            }
        }
        options.put(option.name(), value);
    }

    private void checkGroups() throws CommandFailed {
        StringBuilder missing = new StringBuilder();
        for (Option option : manual.options()) {
            if (option.group() != null) {
                if (has(option.name())) {
                    return;
                }
                missing.append(missing.length() == 0 ? "" : ", ").append('-').append(option.name());
                missing.append(' ').append(option.description());
            }
        }
        if (missing.length() > 0) {
            throw new CommandFailed(
                    LIBRARY + "MissingOptionException: Missing required option: [" + missing + "]\n" + manual.usage());
        }
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    boolean isJson() {
        return has(Manual.JSON);
    }

    /** The value of an option, or null. */
    String value(String option) {
        return options.get(option);
    }

    /** The number of an option, or this one. */
    int number(String option, int otherwise) throws CommandFailed {
        String value = options.get(option);
        return value == null ? otherwise : number(value, manual);
    }

    static int number(String text, Manual manual) throws CommandFailed {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new CommandFailed("'" + text + "' is no number\n" + manual.usage());
        }
    }

    int count() {
        return words.size();
    }

    String word(int index) {
        return words.get(index);
    }

    /** The word there, or this one. */
    String word(int index, String otherwise) {
        return index < words.size() ? words.get(index) : otherwise;
    }

    /** The word there, which has to be the path of a znode. */
    String path(int index) throws CommandFailed {
        return PathText.checked(words.get(index));
    }
}
