package dev.paddock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CreateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a server with clients and a disk writes snapshots. */
@Timeout(60)
class SnapshotsTest {
    private static final int TRANSACTIONS_EACH = 20;
    private static final int CREATES = 10_000;

    @TempDir
    Path directory;

    private Path files;
    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        files = directory.resolve("version-2");
        server = new RunningServer(directory, Map.of("snapCount", "" + TRANSACTIONS_EACH));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** They come too fast for a snapshot whenever one is due, and then nothing comes any more. */
    @Test
    void aFloodIsFollowedByASnapshotOfNearlyAllOfIt() throws Exception {
        long last = flood();
        try (WatchService changes = directory.getFileSystem().newWatchService()) {
            files.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            while (newestSnapshot() < last - TRANSACTIONS_EACH) {
                assertThat(changes.poll(20, TimeUnit.SECONDS))
                        .as("a snapshot behind %x, when the last transaction is %x", newestSnapshot(), last)
                        .isNotNull()
                        .satisfies(key -> {
                            key.pollEvents();
                            key.reset();
                        });
            }
        }
    }

    @Test
    void oneThatWasPutOffIsWrittenWhenTheServerStops() throws IOException {
        long last = flood();

        server.close();

        assertThat(newestSnapshot()).isGreaterThanOrEqualTo(last - TRANSACTIONS_EACH);
    }

    /** The zxid of the last of many creates. */
    private long flood() throws IOException {
        long last = 0;
        try (RawClient client = RawClient.withSession(server.port())) {
            for (int i = 0; i < CREATES; i++) {
                client.ask(create("/flood-" + i));
            }
            client.flush();
            for (int i = 0; i < CREATES; i++) {
                last = client.receive().zxid();
            }
        }
        return last;
    }

    private static CreateRequest create(String path) {
        return new CreateRequest(
                OpCode.CREATE,
                Utf8.of(path),
                Bytes.wrap(new byte[100]),
                Acl.OPEN,
                CreateMode.PERSISTENT.flags(),
                CreateRequest.NO_TTL);
    }

    private long newestSnapshot() throws IOException {
        try (Stream<Path> found = Files.list(files)) {
            return found.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("snapshot\\.[0-9a-f]+"))
                    .mapToLong(name -> Long.parseUnsignedLong(name.substring("snapshot.".length()), 16))
                    .max()
                    .orElse(-1);
        }
    }
}
