package dev.paddock.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the settings say of an ensemble, checked in the order in which ZooKeeper complains. */
final class EnsembleReader {
    private static final int FEWEST_SAFE = 3;
    private static final int HIGHEST_ID_WITH_TTL = 254;

    private final Settings settings;
    private final DataConfig data;
    private final boolean extendedTypes;

    private final Setting dynamicFile;
    private final Setting initLimit;
    private final Setting syncLimit;
    private final Setting connectLimit;
    private final Setting peerType;
    private final boolean standaloneEnabled;
    private final boolean manyAddresses;
    private final boolean listenOnAllAddresses;

    private final SortedMap<Long, QuorumServer> servers = new TreeMap<>();
    private final SortedMap<Long, Long> groups = new TreeMap<>();
    private final SortedMap<Long, Long> weights = new TreeMap<>();

    /** The one server whose line stands in the file of a server that runs alone. */
    private Optional<QuorumServer> only = Optional.empty();

    EnsembleReader(Settings settings, DataConfig data, boolean extendedTypes) throws ConfigException {
        this.settings = settings;
        this.data = data;
        this.extendedTypes = extendedTypes;
        this.dynamicFile = settings.key("dynamicConfigFile");
        this.initLimit = settings.key("initLimit");
        this.syncLimit = settings.key("syncLimit");
        this.connectLimit = settings.key("connectToLearnerMasterLimit");
        this.peerType = settings.key("peerType");
        this.standaloneEnabled = settings.key("standaloneEnabled").isTrue(true);
        this.manyAddresses = settings.keyOrProperty("multiAddress.enabled").isTrue(false);
        this.listenOnAllAddresses = settings.key("quorumListenOnAllIPs").isTrue(false);
    }

    /** Whose line this server's client port may stand in. */
    Optional<QuorumServer> only() {
        return only;
    }

    EnsembleConfig read() throws ConfigException {
        checkWords();
        Optional<Path> dynamic = dynamicFile.path();
        readServers(dynamic.isPresent() ? dynamicSettings(dynamic.get()) : settings);
        int init = initLimit.integer(0, 0);
        int sync = syncLimit.integer(0, 0);
        int connect = connectLimit.integer(0, 0);
        if (runsAlone()) {
            servers.values().forEach(server -> only = Optional.of(server));
            return EnsembleConfig.EMPTY;
        }
        requireLimits(init, sync);
        requireEveryVoterInAGroup();
        warnOfNumbers();
        long myId = myId();
        checkIds(myId);
        return new EnsembleConfig(
                myId,
                servers,
                groups,
                weights,
                init,
                sync,
                connect == 0 ? init : connect,
                listenOnAllAddresses,
                dynamic);
    }

    private void checkWords() throws ConfigException {
        Setting electionAlgorithm = settings.key("electionAlg");
        if (electionAlgorithm.integer(3, Integer.MIN_VALUE) != 3) {
            throw electionAlgorithm.refusal("Invalid electionAlg value. Only 3 is supported.", "3, or nothing");
        }
        if (peerType.isGiven()) {
            QuorumServer.Role.of(peerType.text(""), peerType);
        }
    }

    private Settings dynamicSettings(Path file) throws ConfigException {
        for (String family : new String[] {"server.", "group.", "weight."}) {
            for (Setting setting : settings.keys(family).values()) {
                throw setting.refusal(
                        "parameter: " + setting.key() + " must be in a separate dynamic config file",
                        "such lines in " + file + " only, which dynamicConfigFile names");
            }
        }
        if (!Files.exists(file)) {
            throw dynamicFile.refusal(file + " (No such file or directory)", "an existing file");
        }
        Settings dynamic = Settings.ofFile(file, new Properties());
        for (Setting setting : dynamic.keys("").values()) {
            if (setting.key().equals("version")) {
                throw setting.refusal("dynamic file shouldn't have version inside", "server, group and weight lines");
            }
            if (!setting.key().matches("(server|group|weight)\\..*")) {
                throw setting.refusal("Unrecognised parameter: " + setting.key(), "server, group and weight lines");
            }
        }
        return dynamic;
    }

    private void readServers(Settings lines) throws ConfigException {
        for (Map.Entry<String, Setting> line : lines.keys("server.").entrySet()) {
            long id = number(line.getKey(), line.getValue());
            servers.put(id, QuorumServer.read(id, line.getValue(), manyAddresses));
        }
        for (Map.Entry<String, Setting> line : lines.keys("group.").entrySet()) {
            long group = number(line.getKey(), line.getValue());
            for (String id : line.getValue().text("").split(":")) {
                Long other = groups.put(number(id.trim(), line.getValue()), group);
                if (other != null) {
                    throw line.getValue().refusal("Server " + id + "is in multiple groups", "each server once");
                }
            }
        }
        for (Map.Entry<String, Setting> line : lines.keys("weight.").entrySet()) {
            weights.put(number(line.getKey(), line.getValue()), line.getValue().number(1, 0));
        }
    }

    private static long number(String text, Setting setting) throws ConfigException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw setting.refusal("For input string: \"" + text + "\"", "a number");
        }
    }

    private long voters() {
        return servers.values().stream()
                .filter(server -> server.role() == QuorumServer.Role.PARTICIPANT)
                .count();
    }

    private boolean runsAlone() throws ConfigException {
        if (voters() == 0) {
            if (!standaloneEnabled) {
                throw new ConfigException("standaloneEnabled = false then number of participants should be >0 ("
                        + settings.source() + "; accepted is server.N lines, or standaloneEnabled=true)");
            }
            if (!servers.isEmpty()) {
                throw new ConfigException("Observers w/o participants is an invalid configuration (" + settings.source()
                        + "; accepted is at least one server.N that is no observer)");
            }
            return true;
        }
        if (voters() == 1 && standaloneEnabled) {
            if (servers.size() > 1) {
                throw new ConfigException("Observers w/o quorum is an invalid configuration (" + settings.source()
                        + "; accepted is more than one server.N that is no observer, or standaloneEnabled=false)");
            }
            settings.warn("Invalid configuration, only one server specified (ignoring): this server runs alone");
            return true;
        }
        return false;
    }

    private void requireLimits(int init, int sync) throws ConfigException {
        if (init == 0) {
            throw initLimit.refusal("initLimit is not set", "a number of ticks, such as 10");
        }
        if (sync == 0) {
            throw syncLimit.refusal("syncLimit is not set", "a number of ticks, such as 5");
        }
    }

    private void requireEveryVoterInAGroup() throws ConfigException {
        for (QuorumServer server : servers.values()) {
            boolean votes = server.role() == QuorumServer.Role.PARTICIPANT;
            boolean hierarchical = !groups.isEmpty() || !weights.isEmpty();
            if (votes && hierarchical && !groups.containsKey(server.id())) {
                throw new ConfigException("Server " + server.id() + "is not in a group (" + settings.source()
                        + "; accepted is a group for each server that votes, or neither groups nor weights)");
            }
        }
    }

    private void warnOfNumbers() {
        long voters = voters();
        if (voters < FEWEST_SAFE) {
            settings.warn("No server failure will be tolerated. You need at least 3 servers.");
        } else if (voters % 2 == 0) {
            settings.warn("Non-optimal configuration, consider an odd number of servers.");
        }
    }

    private long myId() throws ConfigException {
        Path file = data.dataDir().resolve("myid");
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1).trim();
        } catch (NoSuchFileException missing) {
            throw new ConfigException("myid file is missing (" + file + "; accepted is the N of this server's line)");
        } catch (IOException unreadable) {
            throw new ConfigException("myid file is missing (" + file + " cannot be read: " + unreadable + ")");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new ConfigException(
                    "serverid " + text + " is not a number (" + file + "; accepted is the N of this server's line)");
        }
    }

    private void checkIds(long myId) throws ConfigException {
        QuorumServer self = servers.get(myId);
        if (self == null) {
            throw new ConfigException(
                    ExitCode.UNEXPECTED_ERROR,
                    "My id " + myId + " not in the peer list (" + data.dataDir().resolve("myid") + "; accepted is "
                            + servers.keySet() + ")");
        }
        if (extendedTypes && servers.lastKey() > HIGHEST_ID_WITH_TTL) {
            throw new ConfigException("server." + servers.lastKey() + " is too high for extendedTypesEnabled=true ("
                    + settings.source() + "; accepted are ids up to " + HIGHEST_ID_WITH_TTL + ")");
        }
        if (peerType.isGiven() && QuorumServer.Role.of(peerType.text(""), peerType) != self.role()) {
            peerType.warn("server." + myId + " says " + self.role() + ", and that counts");
        }
    }
}
