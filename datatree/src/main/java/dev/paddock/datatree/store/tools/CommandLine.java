package dev.paddock.datatree.store.tools;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Options and operands, in any order, in the forms that ZooKeeper's tools take: {@code -r -y}, {@code -ry}, {@code
 * --recover}, {@code -recover}, {@code --rec}, {@code -z 1}, {@code -z1}, {@code --zxid 1}, {@code --zxid=1}. All after
 * {@code --} are operands. Of an option that is given twice, the first value counts.
 *
 * @param <O> the options of one tool
 */
final class CommandLine<O extends Enum<O> & CommandLine.Option> {
    /** What an enum of options has for each of them. */
    interface Option {
        char letter();

        String longName();

        boolean takesValue();
    }

    private final List<O> known;
    private final Map<O, String> given;
    private final List<String> operands = new ArrayList<>();

    private CommandLine(Class<O> options) {
        this.known = List.of(options.getEnumConstants());
        this.given = new EnumMap<>(options);
    }

    static <O extends Enum<O> & Option> CommandLine<O> parse(Class<O> options, List<String> arguments)
            throws UsageException {
        CommandLine<O> line = new CommandLine<>(options);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            line.take(rest.next(), rest);
        }
        return line;
    }

    boolean has(O option) {
        return given.containsKey(option);
    }

    /** The value given for an option, or null. */
    String value(O option) {
        return given.get(option);
    }

    List<String> operands() {
        return operands;
    }

    private void take(String argument, Iterator<String> rest) throws UsageException {
        if (argument.equals("--")) {
            rest.forEachRemaining(operands::add);
        } else if (argument.startsWith("--")) {
            takeLong(argument, argument.substring(2), rest);
        } else if (isOption(argument)) {
            takeShort(argument, rest);
        } else {
            operands.add(argument);
        }
    }

    private void takeLong(String argument, String text, Iterator<String> rest) throws UsageException {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        O option = ofLongName(name);
        if (option == null) {
            throw new UsageException("Unrecognized option: " + argument);
        }
        give(option, equals < 0 ? null : text.substring(equals + 1), rest);
    }

    private void takeShort(String argument, Iterator<String> rest) throws UsageException {
        String text = argument.substring(1);
        int equals = text.indexOf('=');
        if (text.length() > 1 && isExactly(equals < 0 ? text : text.substring(0, equals))) {
            takeLong(argument, text, rest);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            O option = ofLetter(text.charAt(i));
            if (option == null) {
                throw new UsageException("Unrecognized option: " + argument);
            }
            if (option.takesValue()) {
                String attached = text.substring(i + 1);
                give(option, attached.isEmpty() ? null : attached.replaceFirst("^=", ""), rest);
                return;
            }
            give(option, null, rest);
        }
    }

    private void give(O option, String attached, Iterator<String> rest) throws UsageException {
        if (!option.takesValue()) {
            given.put(option, "");
            return;
        }
        String value = attached != null ? attached : rest.hasNext() ? rest.next() : null;
        if (value == null || attached == null && isKnownOption(value)) {
            throw new UsageException("Missing argument for option: " + option.letter());
        }
        given.putIfAbsent(option, value);
    }

    /** A negative number is a value. */
    private boolean isKnownOption(String argument) {
        return argument.startsWith("--") || isOption(argument) && ofLetter(argument.charAt(1)) != null;
    }

    private static boolean isOption(String argument) {
        return argument.length() > 1 && argument.charAt(0) == '-';
    }

    private O ofLetter(char letter) {
        return known.stream()
                .filter(option -> option.letter() == letter)
                .findFirst()
                .orElse(null);
    }

    private boolean isExactly(String name) {
        return known.stream().anyMatch(option -> option.longName().equals(name));
    }

    /** A beginning will do, if it is that of one option only. */
    private O ofLongName(String name) {
        List<O> found = known.stream()
                .filter(option -> option.longName().startsWith(name))
                .toList();
        return found.size() == 1 ? found.get(0) : null;
    }
}
