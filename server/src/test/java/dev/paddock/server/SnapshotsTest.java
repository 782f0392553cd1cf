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

    /** They come too fast for a snapshot whenever one is due, and then nothing comes any more. */
    @Test
    void aFloodIsFollowedByASnapshotOfNearlyAllOfIt() throws Exception {
        Map<String, String> settings = Map.of("snapCount", "" + TRANSACTIONS_EACH, "autopurge.purgeInterval", "0");
        try (RunningServer server = new RunningServer(directory, settings);
                RawClient client = RawClient.withSession(server.port());
                WatchService changes = directory.getFileSystem().newWatchService()) {
            Path files = directory.resolve("version-2");
            files.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            for (int i = 0; i < CREATES; i++) {
                client.ask(create("/flood-" + i));
            }
            client.flush();
            long last = 0;
            for (int i = 0; i < CREATES; i++) {
                last = client.receive().zxid();
            }
            while (newestSnapshot(files) < last - TRANSACTIONS_EACH) {
                assertThat(changes.poll(20, TimeUnit.SECONDS))
                        .as("a snapshot behind %x, when the last transaction is %x", newestSnapshot(files), last)
                        .isNotNull()
                        .satisfies(key -> {
                            key.pollEvents();
                            key.reset();
                        });
            }
        }
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

    private static long newestSnapshot(Path files) throws IOException {
        try (Stream<Path> found = Files.list(files)) {
            return found.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("snapshot\\.[0-9a-f]+"))
                    .mapToLong(name -> Long.parseUnsignedLong(name.substring("snapshot.".length()), 16))
                    .max()
                    .orElse(-1);
        }
    }
}
