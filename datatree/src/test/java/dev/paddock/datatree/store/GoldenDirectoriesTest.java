package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.Session;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeWalk;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.testing.Directories;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Data directories that ZooKeeper 3.4 to 3.9 wrote, some damaged on purpose: each gives the tree that ZooKeeper made of it,
 * or is refused with a reason.
 */
class GoldenDirectoriesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String UNKNOWN = "unknown";
    private static final RecoveryOptions TRUST_EMPTY = new RecoveryOptions(true, true, false);

    /** Those with the tree that a load gives, except for two with a test of their own. */
    static Stream<String> loadable() throws IOException {
        JsonNode index =
                new ObjectMapper().readTree(GOLDEN.resolve("index.json").toFile());
        return Stream.iterate(0, i -> i < index.size(), i -> i + 1)
                .map(index::get)
                .filter(set -> set.has("expectedOffline"))
                .map(set -> set.get("name").asText())
                .filter(name -> !name.startsWith("10a") && !name.startsWith("19"));
    }

    @TempDir
    Path copies;

    @ParameterizedTest
    @MethodSource("loadable")
    void givesTheTreeThatZooKeeperMadeOfIt(String set) throws IOException {
        RecoveryOptions options = set.startsWith("11") ? TRUST_EMPTY : RecoveryOptions.DEFAULTS;

        Recovered recovered = recover(set, options);

        Map<String, String> expected = linesOf(expected(set));
        Map<String, String> found = describe(recovered.state());
        found.replace("digest", expected.get("digest").equals(UNKNOWN) ? UNKNOWN : found.get("digest"));
        assertThat(found).isEqualTo(expected);
        assertThat(recovered.report().divergences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "07a-corrupt-record-crc,            log.16",
        "07b-corrupt-record-length,         log.16",
        "08d-all-snapshots-bad-checksum,    snapshot.15",
        "10a-gap-after-snapshot,            log.f",
        "10b-gap-between-logs,              log.16",
        "11-logs-without-snapshot,          snapshot.trust.empty",
    })
    void refusesToStartAndNamesTheReason(String set, String named) {
        assertThatThrownBy(() -> recover(set, RecoveryOptions.DEFAULTS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(named);
    }

    @Test
    void aLogWhoseHeaderWasCutShortByACrashIsDropped() throws IOException {
        State state =
                recover("09c-short-header-tail-log", RecoveryOptions.DEFAULTS).state();

        assertThat(describe(state)).isEqualTo(linesOf(expected("05-many-logs")));
    }

    @Test
    void aTornTailIsReportedAndKept() throws IOException {
        Recovered recovered = recover("07c-end-marker-damaged-mid-log", RecoveryOptions.DEFAULTS);

        assertThat(recovered.report().cutBytes()).isPositive();
        assertThat(recovered.report().warnings()).anyMatch(warning -> warning.contains("kept in"));
    }

    @Test
    void filesThatAreOnlyNamedLikeOnesAreReportedAndNotUsed() throws IOException {
        Recovered recovered = recover("12-suffixed-names", RecoveryOptions.DEFAULTS);

        assertThat(recovered.report().warnings())
                .anyMatch(warning -> warning.contains("snapshot.0015.bak"))
                .anyMatch(warning -> warning.contains("log.16.copy"));
    }

    @Test
    void aCharacterInTwoSurrogatesBecomesOneAgain() throws IOException {
        State state = recover("19-non-bmp-acl-id", RecoveryOptions.DEFAULTS).state();

        StringBuilder ids = new StringBuilder();
        state.forEachAcl(acl -> acl.forEach(entry -> ids.append(entry.id()).append(' ')));
        assertThat(ids.toString()).contains(Character.toString(0x1F600));
    }

    private Recovered recover(String set, RecoveryOptions options) throws IOException {
        Path copy = copies.resolve(set);
        Directories.copy(GOLDEN.resolve(set), copy);
        Path data = copy.resolve("data");
        Path log = Files.exists(copy.resolve("log")) ? copy.resolve("log") : data;
        return new Recovery(
                        new RealDisk(),
                        StoreDirectories.of(data, log),
                        options,
                        Hashing.seeded(new Random(set.hashCode())),
                        System::nanoTime)
                .recover();
    }

    private static JsonNode expected(String set) throws IOException {
        return new ObjectMapper()
                .readTree(GOLDEN.resolve(set).resolve("expected-offline.json").toFile());
    }

    /** Everything about a state, each znode and session in a line of its own. */
    private static Map<String, String> describe(State state) {
        Map<String, String> lines = new TreeMap<>();
        lines.put("last zxid", state.lastZxid().toString());
        lines.put("digest", Long.toString(state.digest()));
        state.forEachSession(session -> lines.put("session " + session, Integer.toString(session.timeoutMillis())));
        state.forEachSession(session -> lines.put("ephemerals of " + session, ephemerals(session)));
        TreeWalk.from(new byte[0], state.root(), (bytes, length, znode) -> {
            String path = new String(bytes, 0, length, StandardCharsets.UTF_8);
            lines.put("znode " + (path.isEmpty() ? "/" : path), describe(znode));
        });
        lines.values().removeIf(String::isEmpty);
        return lines;
    }

    private static String ephemerals(Session session) {
        TreeSet<String> paths = new TreeSet<>();
        session.forEachEphemeral((Utf8 path) -> paths.add(path.toString()));
        return String.join(" ", paths);
    }

    private static String describe(Znode znode) {
        Bytes data = znode.data();
        StringBuilder acl = new StringBuilder();
        for (Acl entry : znode.acl()) {
            acl.append(' ').append(entry);
        }
        return (data == null ? "null" : Base64.getEncoder().encodeToString(data.array()))
                + " " + hex(znode.czxid()) + " " + hex(znode.mzxid()) + " " + hex(znode.pzxid())
                + " " + znode.ctime() + " " + znode.mtime()
                + " " + znode.version() + " " + znode.creations() + " " + znode.aversion()
                + " " + hex(znode.owner()) + acl;
    }

    private static Map<String, String> linesOf(JsonNode expected) {
        Map<String, String> lines = new TreeMap<>();
        lines.put("last zxid", expected.get("lastProcessedZxid").asText());
        expected.get("sessions")
                .properties()
                .forEach(session -> lines.put(
                        "session " + session.getKey(), session.getValue().asText()));
        expected.get("ephemerals").properties().forEach(session -> {
            TreeSet<String> paths = new TreeSet<>();
            session.getValue().forEach(path -> paths.add(path.asText()));
            lines.put("ephemerals of " + session.getKey(), String.join(" ", paths));
        });
        // Set 16 was read by a server that computes no digests, and says 0.
        String digest = expected.get("treeDigest").asText();
        lines.put("digest", digest.equals("0") ? UNKNOWN : digest);
        for (JsonNode znode : expected.get("nodes")) {
            lines.put("znode " + znode.get("path").asText(), describe(znode));
        }
        lines.values().removeIf(String::isEmpty);
        return lines;
    }

    private static String describe(JsonNode znode) {
        StringBuilder acl = new StringBuilder();
        for (Iterator<JsonNode> entries = znode.get("acl").elements(); entries.hasNext(); ) {
            JsonNode entry = entries.next();
            acl.append(' ')
                    .append(entry.get("scheme").asText())
                    .append(':')
                    .append(entry.get("id").asText())
                    .append(':')
                    .append(entry.get("perms").asInt());
        }
        return (znode.get("data").isNull() ? "null" : znode.get("data").asText())
                + " " + znode.get("czxid").asText() + " " + znode.get("mzxid").asText()
                + " " + znode.get("pzxid").asText()
                + " " + znode.get("ctime").asLong() + " " + znode.get("mtime").asLong()
                + " " + znode.get("version").asInt() + " "
                + znode.get("childCreations").asInt()
                + " " + znode.get("aversion").asInt()
                + " " + znode.get("ephemeralOwnerRaw").asText() + acl;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
