package dev.paddock.server.config;

import java.util.List;
import java.util.Set;

/**
 * Which four-letter words are answered.
 *
 * @param whitelist their names, or {@code *} for all
 */
public record CommandConfig(Set<String> whitelist) {
    private static final String ALL = "*";

    public CommandConfig {
        whitelist = Set.copyOf(whitelist);
    }

    static CommandConfig read(Settings settings) throws ConfigException {
        Setting given = settings.property("4lw.commands.whitelist");
        if (given.isGiven()) {
            return new CommandConfig(Set.copyOf(given.list()));
        }
        boolean readOnlyMode = settings.bareProperty("readonlymode.enabled").isTrue(false);
        return new CommandConfig(readOnlyMode ? Set.of("srvr", "isro") : Set.of("srvr"));
    }

    public static CommandConfig allowing(String... words) {
        return new CommandConfig(Set.copyOf(List.of(words)));
    }

    public boolean allows(String word) {
        return whitelist.contains(ALL) || whitelist.contains(word);
    }
}
