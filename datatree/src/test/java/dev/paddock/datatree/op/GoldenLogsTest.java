package dev.paddock.datatree.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.datatree.Applied;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.Znode;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.txn.Transaction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole histories that ZooKeeper wrote, since it knows of a configuration among its znodes, lead to the tree that it had, by way of the digest that it noted at each step. */
class GoldenLogsTest {
    private static final int FILE_HEADER_SIZE = 16;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-all-types",
                "02-snapshot-and-log-split",
                "05-many-logs",
                "14-fuzzy-acl-id-missing",
                "15-closesession-no-body-with-digest",
                "18-duplicate-zxid-error-record",
                "20-quorum-epochs-reconfig",
                "22-written-by-3.5.10",
                "23-written-by-3.6.4",
                "24-written-by-3.7.2",
                "25-written-by-3.8.4",
                "28-tiny-doc-example"
            })
    void aLogOfZooKeepersLeadsToItsTree(String set) throws IOException, URISyntaxException {
        Path directory = Path.of(getClass().getResource("/golden/" + set).toURI());
        JsonNode expected = new ObjectMapper()
                .readTree(directory.resolve("expected-offline.json").toFile());
        State oneByOne = State.empty(new Hashing(1, 2));
        TreeEdit atOnce = TreeEdit.ofMany(oneByOne);
        for (Transaction transaction : transactions(directory)) {
            Applied applied = Operations.apply(oneByOne, transaction);
            assertThat(applied.anomalies()).as(transaction::toString).isEmpty();
            oneByOne = applied.state();
            if (transaction.digest() != null) {
                assertThat(oneByOne.digest())
                        .as(transaction::toString)
                        .isEqualTo(transaction.digest().treeDigest());
            }
            Operations.replay(atOnce, transaction);
        }

        StateChecks.check(oneByOne);
        StateChecks.sameContent(atOnce.build(oneByOne.lastZxid()), oneByOne);
        assertThat(oneByOne.lastZxid().value())
                .isEqualTo(Long.decode(expected.get("lastProcessedZxid").asText()));
        assertThat(oneByOne.digest()).isEqualTo(expected.get("treeDigest").asLong());
        assertThat(sessions(oneByOne)).isEqualTo(expectedSessions(expected));
        for (JsonNode node : expected.get("nodes")) {
            assertThat(describe(oneByOne.find(Utf8.of(node.get("path").asText()))))
                    .as(node.get("path").asText())
                    .isEqualTo(describe(node));
        }
        assertThat(oneByOne.znodeCount()).isEqualTo(expected.get("nodes").size());
    }

    private static Map<String, Integer> sessions(State state) {
        Map<String, Integer> sessions = new TreeMap<>();
        state.forEachSession(session -> sessions.put(session.toString(), session.timeoutMillis()));
        return sessions;
    }

    private static Map<String, Integer> expectedSessions(JsonNode expected) {
        Map<String, Integer> sessions = new TreeMap<>();
        expected.get("sessions")
                .properties()
                .forEach(each -> sessions.put(each.getKey(), each.getValue().asInt()));
        return sessions;
    }

    private static List<Object> describe(Znode znode) {
        return List.of(
                znode.data() == null ? "null" : znode.data(),
                znode.czxid(),
                znode.mzxid(),
                znode.pzxid(),
                znode.ctime(),
                znode.mtime(),
                znode.version(),
                znode.creations(),
                znode.aversion(),
                znode.owner(),
                znode.acl());
    }

    private static List<Object> describe(JsonNode node) {
        List<Acl> acl = new ArrayList<>();
        for (JsonNode entry : node.get("acl")) {
            Id id = new Id(entry.get("scheme").asText(), entry.get("id").asText());
            acl.add(new Acl(entry.get("perms").asInt(), id));
        }
        JsonNode data = node.get("data");
        return List.of(
                data.isNull() ? "null" : Bytes.wrap(Base64.getDecoder().decode(data.asText())),
                number(node, "czxid"),
                number(node, "mzxid"),
                number(node, "pzxid"),
                node.get("ctime").asLong(),
                node.get("mtime").asLong(),
                node.get("version").asInt(),
                node.get("childCreations").asInt(),
                node.get("aversion").asInt(),
                number(node, "ephemeralOwnerRaw"),
                acl);
    }

    private static long number(JsonNode node, String field) {
        return Long.parseUnsignedLong(node.get(field).asText().substring(2), 16);
    }

    private static List<Transaction> transactions(Path directory) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(directory)) {
            logs = files.filter(file -> file.getFileName().toString().startsWith("log."))
                    .sorted(Comparator.comparing(GoldenLogsTest::firstZxid))
                    .toList();
        }
        List<Transaction> transactions = new ArrayList<>();
        for (Path log : logs) {
            ByteBuf in = Unpooled.wrappedBuffer(Files.readAllBytes(log)).skipBytes(FILE_HEADER_SIZE);
            // A record: its checksum, its length, itself, and a byte that ends it. The rest of the file is zeros.
            while (in.readableBytes() > Long.BYTES + Integer.BYTES) {
                in.skipBytes(Long.BYTES);
                int length = in.readInt();
                if (length == 0) {
                    break;
                }
                transactions.add(Transaction.read(new JuteReader(in.readSlice(length))));
                in.skipBytes(1);
            }
        }
        return transactions;
    }

    private static long firstZxid(Path log) {
        return Long.parseLong(log.getFileName().toString().substring("log.".length()), 16);
    }
}
