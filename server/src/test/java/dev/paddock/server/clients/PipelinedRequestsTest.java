package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.proto.SetWatches2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of one client that are all on their way at once are answered in their order. */
@Timeout(60)
class PipelinedRequestsTest {
    private static final String PATH = "/pipelined";

    private static final Call CREATE = Call.create(OpCode.create, PATH, null, ZooDefs.Ids.OPEN_ACL_UNSAFE, 0);
    private static final Call DELETE = Call.delete(PATH, -1);

    /** Replies without zxids. */
    private static List<String> replies(List<Call> calls) throws Exception {
        Actor actor = new Actor(Servers.shared(), new SessionNames());
        actor.open(Sessions.LONG_TIMEOUT);
        int before = actor.transcript().size();
        actor.send(calls);
        actor.awaitReplies();
        List<String> replies = actor.transcript().stream()
                .skip(before)
                .map(line -> line.replaceAll(" h\\d+", ""))
                .toList();
        actor.closeSession();
        return replies;
    }

    private static Call manyWatches() {
        List<String> paths =
                IntStream.range(0, 5_000).mapToObj(path -> PATH + "/" + path).toList();
        return Call.setWatches(new SetWatches2(0, List.of(), paths, List.of(), List.of(), List.of()));
    }

    @Test
    void writesAndSyncsBehindManyWatchesWaitForThem() throws Exception {
        assertThat(replies(List.of(manyWatches(), CREATE, Call.sync("/"), manyWatches(), DELETE, Call.whoAmI())))
                .containsExactly(
                        "setWatches -> OK",
                        CREATE.text() + " -> OK " + PATH,
                        "sync / -> OK /",
                        "setWatches -> OK",
                        DELETE.text() + " -> OK",
                        "whoAmI -> OK [ip:127.0.0.1]");
    }

    @Test
    void manyWatchesBehindAWriteWaitForIt() throws Exception {
        assertThat(replies(List.of(CREATE, manyWatches(), DELETE, Call.exists(PATH, false))))
                .containsExactly(
                        CREATE.text() + " -> OK " + PATH,
                        "setWatches -> OK",
                        DELETE.text() + " -> OK",
                        "exists " + PATH + " -> NONODE");
    }

    @Test
    void syncsBetweenWritesAreAnsweredBetweenThem() throws Exception {
        List<Call> calls = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            calls.addAll(List.of(CREATE, Call.sync("/"), Call.checkWatches(PATH, 1), DELETE));
            expected.addAll(List.of(
                    CREATE.text() + " -> OK " + PATH,
                    "sync / -> OK /",
                    "checkWatches " + PATH + " type=1 -> NOWATCHER",
                    DELETE.text() + " -> OK"));
        }
        assertThat(replies(calls)).isEqualTo(expected);
    }

    @Test
    void clientsThatLeaveInTheMiddleAndComeBackHarmNobody() throws Exception {
        // Nobody knows which of their requests are carried out, so they have a znode of their own.
        Call create = Call.create(OpCode.create, "/left", null, ZooDefs.Ids.OPEN_ACL_UNSAFE, 0);
        Call delete = Call.delete("/left", -1);
        for (int round = 0; round < 20; round++) {
            Actor actor = new Actor(Servers.shared(), new SessionNames());
            actor.open(Sessions.LONG_TIMEOUT);
            actor.send(List.of(manyWatches(), create, Call.sync("/"), manyWatches(), delete));
            actor.vanish();
            actor.attach(Sessions.LONG_TIMEOUT);
            actor.send(List.of(manyWatches(), create, delete));
            actor.awaitReplies();
            actor.send(List.of(manyWatches(), create, Call.closeSession()));
            actor.vanish();
        }
        assertThat(replies(List.of(Call.whoAmI()))).containsExactly("whoAmI -> OK [ip:127.0.0.1]");
    }
}
