package dev.paddock.client.cli;

import dev.paddock.testing.Ended;
import dev.paddock.testing.RealZooKeeper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** ZooKeeper's published command line, in a process of its own: without JLine, which would print prompts in between. */
final class Original {
    private Original() {}

    static Run run(String servers, String script, String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-server", servers));
        arguments.addAll(List.of(command));
        Ended ended = RealZooKeeper.run("org.apache.zookeeper.ZooKeeperMain", script, arguments);
        return new Run(ended.out(), ended.err(), ended.exitCode());
    }
}
