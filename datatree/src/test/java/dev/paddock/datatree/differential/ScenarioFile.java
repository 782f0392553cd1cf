package dev.paddock.datatree.differential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Scenarios as text, and the server that they are played on, one after the other.
 *
 * <pre>
 * # A comment.
 * server extendedTypesEnabled=true -Dznode.container.checkIntervalMs=1000
 * plant /n version=2147483647 aversion=0 created=0
 * plant zxid=0x1ffffffff
 *
 * == 42 what is there cannot be created
 * create /42
 *     ok Δz=1 /42
 * create /42
 *     -110 NODEEXISTS Δz=1
 * </pre>
 *
 * The number is that of the row in the table of cases; a rule stands in several scenarios where servers differ.
 */
record ScenarioFile(List<String> header, Settings settings, List<Scenario> scenarios) {
    static final String ANSWER = "    ";

    /** What is played, and the lines of the file that it takes: comments, commands, answers. */
    record Scenario(String title, List<String> lines) {
        /** The row of the table, by which scenarios are referred to. */
        String row() {
            return title.split(" ", 2)[0];
        }

        static boolean isCommand(String line) {
            return !line.isBlank() && !line.startsWith(ANSWER) && !line.startsWith("#");
        }

        List<String> commands() {
            return lines.stream().filter(Scenario::isCommand).toList();
        }

        /** The same commands, with these answers. */
        List<String> played(Player player) throws IOException {
            List<String> transcript = new ArrayList<>();
            for (String line : lines) {
                if (line.startsWith(ANSWER)) {
                    continue;
                }
                transcript.add(line);
                if (isCommand(line)) {
                    player.play(line).forEach(answer -> transcript.add(ANSWER + answer));
                }
            }
            player.endScenario();
            return transcript;
        }
    }

    static ScenarioFile read(String name) {
        return parse(text(name).lines().toList());
    }

    static String text(String name) {
        try (InputStream in = ScenarioFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no scenarios of name " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** Lines before the first scenario are the header. */
    private static ScenarioFile parse(List<String> text) {
        Settings settings = Settings.standard();
        List<String> header = new ArrayList<>();
        List<Scenario> scenarios = new ArrayList<>();
        for (String line : text) {
            if (line.startsWith("== ")) {
                scenarios.add(new Scenario(line.substring(3), new ArrayList<>()));
            } else if (!scenarios.isEmpty()) {
                scenarios.get(scenarios.size() - 1).lines().add(line);
            } else {
                settings = settingsWith(settings, line);
                header.add(line);
            }
        }
        return new ScenarioFile(header, settings, scenarios);
    }

    private static Settings settingsWith(Settings settings, String line) {
        Settings changed = settings;
        if (line.startsWith("server ")) {
            for (String word : line.substring("server ".length()).split(" ")) {
                changed = changed.with(word);
            }
        } else if (line.startsWith("plant ")) {
            changed = planted(changed, Words.of(line.substring("plant ".length())));
        } else if (Scenario.isCommand(line)) {
            throw new IllegalArgumentException("before the first scenario: " + line);
        }
        return changed;
    }

    private static Settings planted(Settings settings, Words words) {
        String zxid = words.option("zxid", null);
        if (zxid != null) {
            return settings.withZxid(Long.decode(zxid));
        }
        int version = Integer.parseInt(words.option("version", "0"));
        int aversion = Integer.parseInt(words.option("aversion", "0"));
        int created = Integer.parseInt(words.option("created", "0"));
        return settings.with(new Settings.Planted(words.next(), version, aversion, created));
    }
}
