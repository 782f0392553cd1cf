package dev.paddock.server.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that is given, in the file and by {@code -D}. A key is known because somebody asks for it, so once everybody has asked,
 * what is left over in the file is what nobody knows.
 */
final class Settings {
    private static final String PREFIX = "zookeeper.";

    /** The name of the properties that this process was started with, or of the file. */
    private final String source;

    private final Map<String, ConfigFile.Entry> file;
    private final Properties system;
    private final Set<String> warnings = new LinkedHashSet<>();

    private final TreeSet<String> asked = new TreeSet<>();
    private final TreeSet<String> askedFamilies = new TreeSet<>();

    private Settings(String source, Map<String, ConfigFile.Entry> file, Properties system) {
        this.source = source;
        this.system = system;
        this.file = new LinkedHashMap<>(file);
        stripPrefixes();
    }

    static Settings ofFile(Path file, Properties system) throws ConfigException {
        return new Settings(file.toString(), ConfigFile.read(file), system);
    }

    /** Of a server that no file describes. */
    static Settings of(Map<String, String> given, Properties system) {
        Map<String, ConfigFile.Entry> entries = new HashMap<>();
        given.forEach((key, value) -> entries.put(key, new ConfigFile.Entry(value, 0)));
        return new Settings("the arguments", entries, system);
    }

    /** In the file the prefix of the properties is not written, and many people do not know. */
    private void stripPrefixes() {
        for (String key : List.copyOf(file.keySet())) {
            String stripped = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : "";
            if (!stripped.isEmpty()) {
                ConfigFile.Entry entry = file.remove(key);
                ConfigFile.Entry other = file.putIfAbsent(stripped, entry);
                warnings.add(key + " (" + where(entry) + ") is written without \"" + PREFIX + "\" in this file; "
                        + (other == null ? "it is taken as " : "ignored, since there also is ") + stripped);
            }
        }
    }

    private String where(ConfigFile.Entry entry) {
        return entry.number() == 0 ? source : source + ", line " + entry.number();
    }

    /** A recognised key: in the file only, and its value has to make sense. */
    Setting key(String key) {
        asked.add(key);
        ConfigFile.Entry entry = file.get(key);
        return entry == null
                ? new Setting(key, null, source, true, warnings)
                : new Setting(key, entry.value(), where(entry), true, warnings);
    }

    /** A recognised key that is read from {@code -Dzookeeper.} too. */
    Setting keyOrProperty(String key) {
        return find(key, PREFIX + key, true);
    }

    /** In the file, or {@code -Dzookeeper.key}. */
    Setting property(String key) {
        return find(key, PREFIX + key, false);
    }

    /** In the file, or {@code -Dkey}: the few whose property has no prefix. */
    Setting bareProperty(String key) {
        return find(key, key, false);
    }

    /** In the file, or {@code -D} with or without the prefix. */
    Setting propertyWithAnyName(String key) {
        Setting prefixed = property(key);
        return prefixed.isGiven() ? prefixed : bareProperty(key);
    }

    private Setting find(String key, String property, boolean strict) {
        asked.add(key);
        ConfigFile.Entry entry = file.get(key);
        String value = entry == null ? system.getProperty(property) : entry.value();
        String where = entry == null ? (value == null ? source : "-D" + property) : where(entry);
        return new Setting(key, value, where, strict, warnings);
    }

    /** All recognised keys with this beginning, such as {@code server.}, by what follows it. */
    SortedMap<String, Setting> keys(String beginning) {
        askedFamilies.add(beginning);
        SortedMap<String, Setting> found = new TreeMap<>();
        file.keySet().stream()
                .filter(key -> key.startsWith(beginning))
                .forEach(key -> found.put(key.substring(beginning.length()), key(key)));
        return found;
    }

    /** The same for properties. */
    SortedMap<String, Setting> properties(String beginning) {
        SortedMap<String, Setting> found = new TreeMap<>();
        system.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX + beginning))
                .map(name -> name.substring(PREFIX.length()))
                .forEach(key -> found.put(key.substring(beginning.length()), property(key)));
        keys(beginning).keySet().forEach(rest -> found.put(rest, property(beginning + rest)));
        return found;
    }

    /** A property of the process itself, which no file can set. */
    String ofProcess(String property) {
        return system.getProperty(property);
    }

    String source() {
        return source;
    }

    void warn(String message) {
        warnings.add(message);
    }

    /** Each once, however often its key is asked for. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** To be called when everybody has asked. */
    void warnOfUnknownKeys() {
        for (Map.Entry<String, ConfigFile.Entry> line : file.entrySet()) {
            String key = line.getKey();
            if (!asked.contains(key)) {
                String nearest = NearestKey.to(key, asked);
                warnings.add(
                        key + " (" + where(line.getValue()) + ") is not a key that is known here, and has no effect."
                                + (nearest == null ? "" : " Is it " + nearest + " that is meant?"));
            }
        }
    }

    /** For the test that all of them are described. */
    TreeSet<String> asked() {
        TreeSet<String> all = new TreeSet<>(asked);
        all.addAll(askedFamilies);
        return all;
    }
}
