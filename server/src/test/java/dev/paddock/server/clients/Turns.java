package dev.paddock.server.clients;

import dev.paddock.server.clients.Step.Burst;
import dev.paddock.server.clients.Step.Expiry;
import dev.paddock.server.clients.Step.Reconnect;
import dev.paddock.server.clients.Step.Renew;
import dev.paddock.testing.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooDefs.OpCode;

/**
 * Clients on the same znodes, one after the other: when one has done its step, all wait until they have heard of it. So
 * everything that each of them hears is determined, down to the zxids.
 */
final class Turns {
    private static final int CLIENTS = 5;
    private static final int LONG_TIMEOUT = 120_000;
    private static final int SHORT_TIMEOUT = 1_500;
    private static final String ROOT = "/t";

    private final ServerProcess server;
    private final Random random;
    private final RandomProgram program;
    private final SessionNames sessions = new SessionNames();
    private final List<Actor> actors;

    /** Clients whose sessions have expired. */
    private final List<Actor> expired = new ArrayList<>();

    Turns(ServerProcess server, long seed) {
        this.server = server;
        this.random = new Random(seed);
        this.program = new RandomProgram(random.nextLong(), ROOT, 0.0015, 20);
        this.actors = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new Actor(server, sessions))
                .toList();
    }

    /** What each client has heard, when so many requests were made. The server is restarted in the middle. */
    List<List<String>> perform(int requests) throws IOException {
        for (Actor actor : actors) {
            actor.open(LONG_TIMEOUT);
        }
        actors.get(0).send(List.of(Call.create(OpCode.create, ROOT, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 0)));
        actors.get(0).awaitReplies();
        boolean isRestarted = false;
        for (int done = 0; done < requests; ) {
            if (done > requests / 2 && !isRestarted) {
                restart();
                isRestarted = true;
            }
            Step step = program.next();
            Actor actor = actors.get(random.nextInt(actors.size()));
            done += perform(step, actor);
            hearOfIt(step instanceof Renew || step instanceof Expiry);
        }
        for (Actor actor : actors) {
            actor.vanish();
        }
        return Stream.concat(actors.stream(), expired.stream())
                .map(Actor::transcript)
                .toList();
    }

    /** Returns how many requests that made. */
    private int perform(Step step, Actor actor) throws IOException {
        if (step instanceof Burst burst) {
            actor.send(burst.calls());
            actor.awaitReplies();
            return burst.calls().size();
        } else if (step instanceof Reconnect reconnect) {
            if (!reconnect.isTakeover()) {
                actor.vanish();
            }
            actor.attach(LONG_TIMEOUT);
            actor.send(reconnect.requests(actor.lastZxid()));
            actor.awaitReplies();
            return 1 + reconnect.calls().size();
        } else if (step instanceof Renew) {
            actor.closeSession();
            actor.open(LONG_TIMEOUT);
            return 2;
        } else if (step instanceof Expiry expiry) {
            return expire(expiry, actor);
        } else {
            throw new AssertionError("no rule for " + step);
        }
    }

    private int expire(Expiry expiry, Actor actor) throws IOException {
        Actor mortal = new Actor(server, sessions);
        expired.add(mortal);
        mortal.open(SHORT_TIMEOUT);
        mortal.send(expiry.calls());
        mortal.awaitReplies();
        mortal.vanish();
        actor.send(List.of(Call.exists(expiry.marker(), true)));
        actor.awaitReplies();
        actor.awaitEvent("NodeDeleted " + expiry.marker());
        mortal.attach(LONG_TIMEOUT);
        mortal.vanish();
        return expiry.calls().size() + 1;
    }

    private void hearOfIt(boolean isAnyOrder) throws IOException {
        for (Actor actor : actors) {
            actor.ping();
        }
        for (Actor actor : actors) {
            actor.awaitReplies(isAnyOrder);
        }
    }

    private void restart() throws IOException {
        server.restart();
        for (Actor actor : actors) {
            actor.vanish();
            actor.attach(LONG_TIMEOUT);
        }
    }
}
