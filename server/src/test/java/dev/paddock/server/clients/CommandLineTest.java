package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.Ended;
import dev.paddock.testing.RealZooKeeper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The published command line, in a process of its own. */
@Timeout(120)
class CommandLineTest {
    private static final String PATH = "/command-line";

    private int exitCode;

    /** Runs the command line, with a script for its input, and returns what it prints. */
    private String run(String script, String... command) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("-server", Servers.shared().connectString()));
        arguments.addAll(List.of(command));
        Ended ended = RealZooKeeper.run("org.apache.zookeeper.ZooKeeperMain", script, arguments);
        exitCode = ended.exitCode();
        return ended.out() + ended.err();
    }

    @Test
    void aScriptDoesWhatItSays() throws Exception {
        String said = run("""
                create %1$s one
                create -e %1$s/ephemeral two
                create -s %1$s/numbered- three
                create -c %1$s/container
                create -t 60000 %1$s/passing four
                ls %1$s
                ls -s %1$s
                ls -R %1$s
                get -s %1$s
                stat %1$s
                set -v 0 %1$s five
                set -v 0 %1$s six
                get %1$s
                getAllChildrenNumber %1$s
                getEphemerals %1$s
                addauth digest me:secret
                whoami
                setAcl %1$s/container auth::cdrwa
                getAcl %1$s/container
                sync %1$s
                addWatch -m PERSISTENT %1$s
                removewatches %1$s
                setquota -n 100 %1$s
                listquota %1$s
                delquota -n %1$s
                delete %1$s
                get %1$s/nothing
                version
                deleteall %1$s
                ls %1$s
                ls /zookeeper
                quit
                """.formatted(PATH));
        assertThat(said)
                .contains("Created " + PATH + "\n")
                .contains("Created " + PATH + "/ephemeral\n")
                .contains("Created " + PATH + "/numbered-0000000001\n")
                .contains("Created " + PATH + "/container\n")
                .contains("Created " + PATH + "/passing\n")
                .contains("[container, ephemeral, numbered-0000000001, passing]\n")
                .contains("numChildren = 4\n")
                .contains(PATH + "/numbered-0000000001\n" + PATH + "/passing\n")
                .contains("one\n")
                .contains("version No is not valid : " + PATH)
                .contains("five\n")
                .contains("digest: me\n")
                .contains("'digest,'me:")
                .contains("Sync is OK\n")
                .contains("count=100")
                .contains("Node not empty: " + PATH + "\n")
                .contains("Node does not exist: " + PATH + "/nothing\n")
                .contains("Node does not exist: " + PATH + "\n")
                .contains("[config, quota]\n");
        assertThat(exitCode).isZero();
    }

    @Test
    void aSingleCommandIsCarriedOut() throws Exception {
        assertThat(run("", "get", "/no-such-znode")).contains("Node does not exist: /no-such-znode");
        assertThat(exitCode).isOne();
        assertThat(run("", "ls", "/zookeeper")).contains("[config, quota]");
        assertThat(exitCode).isZero();
    }
}
