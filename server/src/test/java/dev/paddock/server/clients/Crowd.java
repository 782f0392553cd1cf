package dev.paddock.server.clients;

import dev.paddock.server.clients.Step.Burst;
import dev.paddock.server.clients.Step.Expiry;
import dev.paddock.server.clients.Step.Reconnect;
import dev.paddock.server.clients.Step.Renew;
import dev.paddock.testing.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooDefs.OpCode;

/**
 * Clients at the same time, each below a znode of its own, which a neighbour watches. Besides, all of them write to one
 * znode that they share.
 *
 * <p>What a client hears of its own znodes is determined, and so is what its neighbour hears. Zxids depend on who was
 * faster; they become the numbers of the client's own writes. Of what is shared only the outcome is compared.
 */
final class Crowd {
    private static final int CLIENTS = 4;
    private static final int LONG_TIMEOUT = 120_000;
    private static final int SHORT_TIMEOUT = 2_000;
    private static final String SHARED = "/shared";

    private static final Pattern WRITE =
            Pattern.compile("(create|create2|createContainer|createTTL|delete|setData|setACL|multi) .* h(\\d+).*");
    private static final Pattern ZXID = Pattern.compile("z(\\d+)");
    private static final Pattern LAST_ZXID = Pattern.compile(" h\\d+");

    private final ServerProcess server;
    private final long seed;

    Crowd(ServerProcess server, long seed) {
        this.server = server;
        this.seed = seed;
    }

    /** What each client and each neighbour has heard, when so many requests were made, and what became of what is shared. */
    List<List<String>> perform(int requests) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Actor> actors = new ArrayList<>();
        try {
            Actor first = actor(actors);
            first.send(List.of(create(SHARED)));
            List<CompletableFuture<List<String>>> heard = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String root = "/c" + client;
                first.send(List.of(create(root)));
                first.awaitReplies();
                Actor neighbour = actor(actors);
                neighbour.send(List.of(Call.addWatch(root, 1)));
                neighbour.awaitReplies();
                Client own = new Client(actor(actors), root, seed + client);
                heard.add(start(threads, () -> own.perform(requests / CLIENTS)));
                heard.add(start(threads, () -> watch(neighbour, root)));
            }
            List<List<String>> transcripts = new ArrayList<>();
            heard.forEach(part -> transcripts.add(part.join()));
            transcripts.add(outcome(first));
            return transcripts;
        } finally {
            threads.shutdownNow();
            for (Actor actor : actors) {
                actor.vanish();
            }
        }
    }

    private Actor actor(List<Actor> actors) throws IOException {
        Actor actor = new Actor(server, new SessionNames());
        actors.add(actor);
        actor.open(LONG_TIMEOUT);
        return actor;
    }

    private interface Part {
        List<String> perform() throws IOException;
    }

    private static CompletableFuture<List<String>> start(ExecutorService threads, Part part) {
        CompletableFuture<List<String>> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                result.complete(part.perform());
            } catch (IOException | RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private static Call create(String path) {
        return Call.create(OpCode.create, path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 0);
    }

    /** The last znode of a client: then its neighbour has heard everything. */
    private static String end(String root) {
        return root + "/end";
    }

    private static List<String> watch(Actor neighbour, String root) throws IOException {
        neighbour.awaitEvent("NodeCreated " + end(root));
        neighbour.ping();
        neighbour.awaitReplies();
        return numbered(sortedWithinTransactions(neighbour.transcript()));
    }

    /** An end of a session takes its ephemerals in any order. */
    private static List<String> sortedWithinTransactions(List<String> events) {
        List<String> sorted = new ArrayList<>(events);
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            boolean isOver = to == sorted.size()
                    || !isDeletion(sorted.get(to))
                    || !zxid(sorted, to).equals(zxid(sorted, from));
            if (isOver) {
                sorted.subList(from, to).sort(null);
                from = to;
            }
        }
        return sorted;
    }

    private static boolean isDeletion(String line) {
        return line.startsWith("event NodeDeleted");
    }

    private static String zxid(List<String> events, int index) {
        String line = events.get(index);
        return line.substring(line.lastIndexOf(' '));
    }

    /** Zxids as numbers in the order in which they are met. */
    private static List<String> numbered(List<String> lines) {
        Map<String, String> names = new HashMap<>();
        return lines.stream()
                .map(line -> LAST_ZXID.matcher(line).replaceAll(""))
                .map(line -> ZXID.matcher(line)
                        .replaceAll(zxid -> names.computeIfAbsent(zxid.group(), unknown -> "#" + names.size())))
                .toList();
    }

    private static List<String> outcome(Actor actor) throws IOException {
        int before = actor.transcript().size();
        actor.send(List.of(Call.getChildren2(SHARED, false), Call.getData(SHARED, false)));
        actor.awaitReplies();
        return numbered(actor.transcript().subList(before, actor.transcript().size()));
    }

    /** One of those who write. */
    private final class Client {
        private final Actor actor;
        private final String root;
        private final Random random;
        private final RandomProgram program;
        private final List<String> ofExpired = new ArrayList<>();

        Client(Actor actor, String root, long seed) {
            this.actor = actor;
            this.root = root;
            this.random = new Random(seed);
            this.program = new RandomProgram(seed, root, 0.003, 1);
        }

        List<String> perform(int requests) throws IOException {
            for (int done = 0; done < requests; ) {
                Step step = program.next();
                done += perform(step);
                actor.ping();
                actor.awaitReplies(step instanceof Renew || step instanceof Expiry);
                actor.send(List.of(onShared().shared()));
                actor.awaitReplies();
                done++;
            }
            actor.send(List.of(create(end(root))));
            actor.awaitReplies();
            List<String> transcript = new ArrayList<>(actor.transcript());
            transcript.addAll(ofExpired);
            return byOwnWrites(transcript);
        }

        private int perform(Step step) throws IOException {
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
                return expire(expiry);
            } else {
                throw new AssertionError("no rule for " + step);
            }
        }

        private int expire(Expiry expiry) throws IOException {
            Actor mortal = new Actor(server, new SessionNames());
            mortal.open(SHORT_TIMEOUT);
            mortal.send(expiry.calls());
            mortal.awaitReplies();
            mortal.vanish();
            actor.send(List.of(Call.exists(expiry.marker(), true)));
            actor.awaitReplies();
            actor.awaitEvent("NodeDeleted " + expiry.marker());
            ofExpired.addAll(mortal.transcript());
            return expiry.calls().size() + 1;
        }

        private Call onShared() {
            return random.nextBoolean()
                    ? Call.setData(SHARED, new byte[] {'x'}, -1)
                    : Call.create(
                            OpCode.create,
                            SHARED + "/n",
                            new byte[0],
                            ZooDefs.Ids.OPEN_ACL_UNSAFE,
                            RandomProgram.SEQUENTIAL);
        }

        /** A zxid is the number of the write that had it, or a question mark for what the server did by itself. */
        private static List<String> byOwnWrites(List<String> lines) {
            Map<String, String> names = new HashMap<>();
            for (String line : lines) {
                Matcher write = WRITE.matcher(line);
                if (write.matches()) {
                    names.put(write.group(2), "#" + names.size());
                }
            }
            return lines.stream()
                    .map(line -> LAST_ZXID.matcher(line).replaceAll(""))
                    .map(line -> ZXID.matcher(line)
                            .replaceAll(zxid -> names.getOrDefault(
                                    zxid.group(1), zxid.group(1).equals("0") ? "0" : "?")))
                    .toList();
        }
    }
}
