package dev.paddock.client.recipe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a {@link MarkedZnode}, ordered by the number that the server gave it. */
record SequentialName(String name, String kind, int number) implements Comparable<SequentialName> {
    private static final Pattern FORM = Pattern.compile("(.+)-[0-9a-f]+-([0-9]{10})");

    /** Empty for a znode that somebody else has put there. */
    static Optional<SequentialName> parse(String name) {
        Matcher parts = FORM.matcher(name);
        return parts.matches()
                ? Optional.of(new SequentialName(name, parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(SequentialName other) {
        return Integer.compare(number, other.number);
    }
}
