package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.client.PaddockClient;
import dev.paddock.server.EmbeddedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is ours alone; {@link OriginalComparisonTest} has what ZooKeeper's command line does too. */
@Timeout(60)
class CommandsTest {
    private static EmbeddedServer server;
    private static PaddockClient client;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(Map.of("extendedTypesEnabled", "true"));
        client = PaddockClient.builder().connectString(server.connectString()).connect(Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        server.close();
    }

    @BeforeEach
    void beginAnew() throws Exception {
        for (String name : client.getChildren("/").names()) {
            if (!name.equals("zookeeper")) {
                assertThat(run("deleteall", "/" + name).exitCode()).isZero();
            }
        }
    }

    private static Run run(String... command) throws Exception {
        return CommandLine.once(server.connectString(), command);
    }

    private static List<String> lines(String... command) throws Exception {
        Run run = run(command);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.result();
    }

    private static void create(String path, String data) throws InterruptedException {
        client.create(path, data == null ? null : data.getBytes(StandardCharsets.UTF_8));
    }

    // JSON.

    @Test
    void withJsonNothingElseStandsOnTheStandardOutput() throws Exception {
        create("/a", "grün");
        create("/a/c", null);
        create("/a/b", null);
        Run get = run("get", "--json", "/a");
        assertThat(get.out())
                .startsWith("{\"path\":\"/a\",\"data\":\"grün\",\"stat\":{\"cZxid\":\"0x")
                .hasLineCount(1);
        assertThat(get.err()).contains("Connecting to ", "WatchedEvent state:SyncConnected");
        assertThat(run("ls", "--json", "/a").out())
                .startsWith("{\"path\":\"/a\",\"children\":[\"b\",\"c\"],\"stat\":{");
        assertThat(run("get", "--json", "/a/b").out()).startsWith("{\"path\":\"/a/b\",\"data\":null,");
    }

    @Test
    void bytesThatAreNoTextAreBase64() throws Exception {
        client.create("/bytes", new byte[] {(byte) 0xFF, 0});
        assertThat(run("get", "--json", "/bytes").out()).contains("\"base64\":\"/wA=\"");
    }

    @Test
    void everyResultHasAFormInJson() throws Exception {
        assertThat(run("create", "--json", "/a", "x").out()).startsWith("{\"path\":\"/a\",\"stat\":{");
        assertThat(run("set", "--json", "/a", "y").out()).contains("\"dataVersion\":1");
        assertThat(run("stat", "--json", "/a").out()).contains("\"kind\":\"persistent\"");
        assertThat(run("getAcl", "--json", "/a").out()).contains("\"acl\":[\"world:anyone:cdrwa\"]");
        assertThat(run("getAllChildrenNumber", "--json", "/a").out()).isEqualTo("{\"path\":\"/a\",\"number\":0}\n");
        assertThat(run("getEphemerals", "--json").out()).isEqualTo("{\"ephemerals\":[]}\n");
        assertThat(run("whoami", "--json").out()).isEqualTo("[{\"scheme\":\"ip\",\"user\":\"127.0.0.1\"}]\n");
        assertThat(run("version", "--json").out()).startsWith("{\"compatible\":\"3.9.5\",\"paddock\":\"");
        assertThat(run("config", "--json").out()).startsWith("{\"config\":[");
        assertThat(run("setquota", "-n", "5", "/a").exitCode()).isZero();
        assertThat(run("listquota", "--json", "/a").out())
                .isEqualTo("{\"path\":\"/a\",\"limits\":{\"count\":5,\"bytes\":-1,\"countHardLimit\":-1,"
                        + "\"byteHardLimit\":-1},\"count\":1,\"bytes\":1}\n");
        assertThat(run("delquota", "/a").exitCode()).isZero();
    }

    // What is new.

    @Test
    void findGoesByNameKindAndSize() throws Exception {
        create("/f", null);
        create("/f/worker-1", "12345");
        create("/f/other", null);
        create("/f/other/worker-2", null);
        assertThat(lines("find", "-name", "worker-*", "/f")).containsExactly("/f/other/worker-2", "/f/worker-1");
        assertThat(lines("find", "-min", "5", "/f")).containsExactly("/f/worker-1");
        Run found = CommandLine.run(server.connectString(), "create -e /f/mine\nfind -kind ephemeral /f\n");
        assertThat(found.out()).endsWith("\n/f/mine\n");
        assertThat(run("find", "-kind", "lasting", "/f").err()).contains("there are persistent and ephemeral");
    }

    @Test
    void treeDrawsBranches() throws Exception {
        create("/t", null);
        create("/t/a", null);
        create("/t/a/b", null);
        create("/t/c", null);
        assertThat(lines("tree", "/t")).containsExactly("/t", "├── a", "│   └── b", "└── c");
        assertThat(lines("tree", "-L", "1", "/t")).containsExactly("/t", "├── a", "└── c");
    }

    @Test
    void duAddsUp() throws Exception {
        create("/d", "1");
        create("/d/small", "22");
        create("/d/large", "333");
        create("/d/large/part", "4444");
        assertThat(lines("du", "/d")).containsExactly("7\t2\t/d/large", "2\t1\t/d/small", "10\t4\t/d");
    }

    @Test
    void watchStreamsChangesAndEndsAfterSoMany() throws Exception {
        create("/w", null);
        CompletableFuture<Run> watching = new CompletableFuture<>();
        Thread command = new Thread(() -> {
            try {
                watching.complete(run("watch", "-r", "-n", "3", "/w"));
            } catch (Exception failure) {
                watching.completeExceptionally(failure);
            }
        });
        command.start();
        // The watch is set at some time; a change before that is not seen, so it is made until the command has ended.
        for (int i = 0; !watching.isDone(); i++) {
            create("/w/" + i, null);
        }
        command.join(TimeUnit.SECONDS.toMillis(20));
        Run run = watching.get();
        assertThat(run.out().lines()).hasSize(3).allMatch(line -> line.matches("NodeCreated /w/\\d+ 0x[0-9a-f]+"));
        assertThat(run.err()).contains("Watching /w");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void whatWasExportedIsImportedAsItWas() throws Exception {
        create("/e", "grün");
        client.create("/e/bytes", new byte[] {(byte) 0x80});
        assertThat(run("create", "/e/closed", "x", "ip:127.0.0.1:cdrwa,world:anyone:r")
                        .exitCode())
                .isZero();
        create("/e/closed/below", "");
        Path file = directory.resolve("e.json");
        assertThat(run("export", "/e", file.toString()).err()).contains("Exported 4 znodes");
        assertThat(run("import", "/copy/of/e", file.toString()).err()).contains("Created 4,");

        Path copy = directory.resolve("copy.json");
        assertThat(run("export", "/copy/of/e", copy.toString()).exitCode()).isZero();
        assertThat(Files.readString(copy)).isEqualTo(Files.readString(file).replace("\"/e\"", "\"/copy/of/e\""));
        assertThat(client.getData("/copy/of/e/bytes").bytes()).containsExactly(0x80);
    }

    @Test
    void anExportToTheStandardOutputIsAFile() throws Exception {
        create("/e", "x");
        String json = run("export", "/e").out();
        assertThat(json)
                .startsWith("{\"format\":\"paddock-subtree-1\",\"root\":\"/e\"")
                .endsWith("]}\n");
        Run imported = CommandLine.main(json, "-server", server.connectString(), "import", "/copy");
        assertThat(imported.exitCode()).isZero();
        assertThat(client.getData("/copy").text()).isEqualTo("x");
    }

    @Test
    void anImportKeepsOrOverwritesWhatIsThere() throws Exception {
        create("/e", "new");
        create("/e/a", "new");
        String file = directory.resolve("e.json").toString();
        assertThat(run("export", "/e", file).exitCode()).isZero();
        create("/old", "old");
        Run refused = run("import", "/old", file);
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err()).contains("Node already exists: /old");
        assertThat(run("import", "-k", "/old", file).err()).contains("Created 1, overwrote 0, kept 1");
        assertThat(client.getData("/old").text()).isEqualTo("old");
        assertThat(run("import", "-o", "/old", file).err()).contains("Created 0, overwrote 2, kept 0");
        assertThat(client.getData("/old").text()).isEqualTo("new");
    }

    @Test
    void ephemeralsAreImportedOnlyWhenAskedFor() throws Exception {
        create("/e", null);
        Run exported = CommandLine.run(server.connectString(), "create -e /e/mine\nexport /e\nquit\n");
        String json = exported.out()
                .substring(exported.out().indexOf("{\"format\""), exported.out().lastIndexOf("]}") + 2);
        Path file = Files.writeString(directory.resolve("e.json"), json);
        assertThat(run("import", "/x", file.toString()).err()).contains("left out 1 ephemerals");
        assertThat(client.exists("/x/mine")).isEmpty();
        Run kept = CommandLine.run(server.connectString(), "import -e /y " + file + "\ngetEphemerals\n");
        assertThat(kept.out()).endsWith("[/y/mine]\n");
    }

    @Test
    void aFileThatIsNoExportIsRefusedWithItsLine() throws Exception {
        Path file =
                Files.writeString(directory.resolve("bad.json"), "{\"format\":\"paddock-subtree-1\",\n\"znodes\":[x]}");
        Run run = run("import", "/x", file.toString());
        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains("line 2: 'x' is no value");
        Files.writeString(file, "{\"format\":\"another\",\"znodes\":[]}");
        assertThat(run("import", "/x", file.toString()).err()).contains("only paddock-subtree-1 is known");
    }

    @Test
    void helpShowsExamplesOfEveryCommand() throws Exception {
        for (String name : new Commands().names()) {
            List<String> help = lines("help", name);
            assertThat(help).as(name).contains("For example:");
            assertThat(help.get(help.size() - 1).strip()).startsWith(name);
        }
        assertThat(lines("help")).anyMatch(line -> line.startsWith("deleteall "));
    }

    @Test
    void everyExampleIsWellFormed() throws Exception {
        for (Command command : new Commands().all()) {
            for (String example : command.manual().examples()) {
                List<String> words = Words.of(example);
                assertThat(words.get(0)).isEqualTo(command.manual().name());
                assertThat(Arguments.parse(command.manual(), words.subList(1, words.size())))
                        .isNotNull();
            }
        }
    }

    // Errors.

    @Test
    void whatIsMisspelledIsGuessed() throws Exception {
        Run run = run("creat", "/x");
        assertThat(run.exitCode()).isEqualTo(127);
        assertThat(run.err()).endsWith("Command not found: Command not found creat\nDid you mean create?\n");
        assertThat(run("ls", "--jsno", "/").err()).contains("Did you mean --json?");
        assertThat(run("xyzzy").err()).doesNotContain("Did you mean");
    }

    @Test
    void numbersThatAreNoneAreRefused() throws Exception {
        create("/a", null);
        assertThat(run("set", "-v", "abc", "/a", "x").err()).contains("'abc' is no number");
        assertThat(run("delete", "-v", "abc", "/a").exitCode()).isOne();
        assertThat(run("deleteall", "-b", "0", "/a").err()).contains("at least 1");
        assertThat(client.exists("/a")).isPresent();
    }

    @Test
    void anExitCodeIsThatOfTheLastCommand() throws Exception {
        assertThat(CommandLine.run(server.connectString(), "ls /\nget /none\n").exitCode())
                .isOne();
        assertThat(CommandLine.run(server.connectString(), "get /none\nls /\nquit\n")
                        .exitCode())
                .isZero();
        assertThat(CommandLine.run(server.connectString(), "nothing\nquit\n").exitCode())
                .isEqualTo(127);
    }

    @Test
    void aServerThatIsNotThereIsSaid() throws Exception {
        Run run = CommandLine.main("", "-timeout", "600", "-server", "127.0.0.1:1", "ls", "/");
        assertThat(run.exitCode()).isOne();
        assertThat(run.err())
                .startsWith("KeeperErrorCode = ConnectionLoss for /\n")
                .contains("Is one running there?");
        Run waiting =
                CommandLine.main("", "-timeout", "600", "-waitforconnection", "-server", "127.0.0.1:1", "ls", "/");
        assertThat(waiting.exitCode()).isOne();
        assertThat(waiting.err()).contains("has answered within 600 ms");
    }

    @Test
    @Timeout(10)
    void serversThatRefuseAreNotWaitedFor() throws Exception {
        Run run = CommandLine.main("", "-timeout", "60000", "-server", "127.0.0.1:1,localhost:1/app", "ls", "/");
        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).startsWith("KeeperErrorCode = ConnectionLoss for /\n");
    }

    @Test
    void theOptionsOfTheProcessAreChecked() throws Exception {
        assertThat(CommandLine.main("", "-timeout", "soon", "version").exitCode())
                .isOne();
        assertThat(CommandLine.main("", "-bogus", "version").exitCode()).isZero();
        assertThat(CommandLine.main("", "-timeout").err()).contains("Error: no argument found for option -timeout");
        assertThat(CommandLine.main("", "-client-configuration", "/nowhere", "version")
                        .exitCode())
                .isEqualTo(2);
        Path file = Files.writeString(directory.resolve("client.properties"), "jute.maxbuffer=x\n");
        assertThat(CommandLine.main("", "-client-configuration", file.toString(), "ls", "/")
                        .err())
                .contains("jute.maxbuffer is 'x'; it takes a number");
    }

    @Test
    void aPatternThatIsNoneIsSaid() throws Exception {
        assertThat(run("find", "-name", "[", "/").err()).contains("[");
    }

    @Test
    void commandsWithoutASessionNeedNone() throws Exception {
        for (String command : List.of("version", "help", "history", "printwatches", "quit")) {
            Run run = CommandLine.main("", "-server", "127.0.0.1:1", command);
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    // Sessions.

    @Test
    void aChrootIsThePartThatIsSeen() throws Exception {
        create("/app", "x");
        create("/app/inside", null);
        Run run = CommandLine.once(server.connectString() + "/app", "ls", "/");
        assertThat(run.result()).containsExactly("[inside]");
    }

    /** The original leaves it to its timeout. */
    @Test
    void theSessionOfASingleCommandEndsWithIt() throws Exception {
        assertThat(run("create", "-e", "/mine").err()).contains("Created /mine");
        assertThat(client.exists("/mine")).isEmpty();
    }

    @Test
    void whatComesBackAfterCloseIsANewSession() throws Exception {
        Run run = CommandLine.run(
                server.connectString(), "close\nls /\nconnect " + server.connectString() + "/zookeeper\nls /\nquit\n");
        assertThat(run.err()).contains("Not connected");
        assertThat(run.out()).contains("[config, quota]\n").contains("state:Closed");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void eventsCanBeSwitchedOff() throws Exception {
        create("/p", null);
        String script = "printwatches off\nget -w /p\nset /p x\nprintwatches\nredo 1\nredo 4\nredo x\nquit\n";
        Run run = CommandLine.run(server.connectString(), script);
        assertThat(run.out()).contains("printwatches is off").doesNotContain("NodeDataChanged");
        assertThat(run.err()).contains("No redoing redos", "'x' is no number");
    }

    // Whole subtrees.

    @Test
    void deleteallDeletesManyInSmallBatches() throws Exception {
        create("/many", null);
        for (int i = 0; i < 300; i++) {
            client.async().create("/many/" + i, null);
        }
        create("/many/7/deep", null);
        assertThat(run("deleteall", "-b", "7", "/many").exitCode()).isZero();
        assertThat(client.exists("/many")).isEmpty();
    }

    @Test
    void deleteallGoesOnWhereOneIsRefused() throws Exception {
        create("/before", null);
        create("/zz", null);
        Run run = run("deleteall", "/");
        assertThat(run.err()).startsWith("Failed to delete some node(s) in the subtree!\nArguments are not valid : /");
        assertThat(run.exitCode()).isOne();
        assertThat(client.getChildren("/").names()).containsExactly("zookeeper");
    }

    /** Somebody creates as long as the command runs: it has to end, and must not touch anything else. */
    @Test
    void deleteallEndsWhateverOthersDo() throws Exception {
        create("/contended", null);
        create("/beside", null);
        for (int i = 0; i < 500; i++) {
            client.async().create("/contended/" + i, null);
        }
        CompletableFuture<Void> last = new CompletableFuture<>();
        Thread other = new Thread(() -> {
            try {
                for (int i = 0; i < 20; i++) {
                    client.create("/contended/" + (i * 7 % 500) + "/late-" + i, null);
                }
                last.complete(null);
            } catch (Exception deleted) {
                // Its parent has gone: this is the end of the race.
                last.complete(null);
            }
        });
        other.start();
        Run run = run("deleteall", "/contended");
        last.get(20, TimeUnit.SECONDS);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(client.exists("/contended")).isEmpty();
        assertThat(client.exists("/beside")).isPresent();
    }

    @Test
    void setAclOfASubtreeReachesEveryZnodeThatItMay() throws Exception {
        create("/s", null);
        create("/s/a", null);
        assertThat(run("setAcl", "-R", "/s", "world:anyone:cdrwa,ip:127.0.0.1:r")
                        .exitCode())
                .isZero();
        assertThat(lines("getAcl", "/s/a")).containsExactly("'world,'anyone", ": cdrwa", "'ip,'127.0.0.1", ": r");
        assertThat(lines("setAcl", "/s/a", "world:anyone:rd")).isEmpty();
        Run partly = run("setAcl", "-R", "/s", "world:anyone:cdrwa");
        assertThat(partly.result()).containsExactly("KeeperErrorCode = NoAuth for /s/a");
        assertThat(partly.exitCode()).isOne();
    }
}
