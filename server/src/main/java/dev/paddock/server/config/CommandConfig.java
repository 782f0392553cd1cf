package dev.paddock.server.config;

import java.util.HashSet;
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

    /** What is given comes on top of what everybody may ask, as in ZooKeeper: probes of a version rely on it. */
    static CommandConfig read(Settings settings) throws ConfigException {
        Set<String> words =
                new HashSet<>(settings.property("4lw.commands.whitelist").list());
        words.add("srvr");
        if (settings.bareProperty("readonlymode.enabled").isTrue(false)) {
            words.add("isro");
        }
        return new CommandConfig(words);
    }

    public boolean allows(String word) {
        return whitelist.contains(ALL) || whitelist.contains(word);
    }
}
