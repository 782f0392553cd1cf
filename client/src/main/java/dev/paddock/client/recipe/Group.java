package dev.paddock.client.recipe;

import dev.paddock.client.Created;
import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Who is there. A member is in the group until it leaves or its session ends; a loss of the connection that the session
 * outlives is no absence. There is one member of a name at a time: one that comes again after a crash waits until its former
 * session has ended.
 */
public final class Group {
    private final PaddockClient client;
    private final Directory members;

    /** @param path of the group; it is made when needed, and is the group's alone */
    public Group(PaddockClient client, String path) {
        this.client = client;
        this.members = new Directory(client, path);
    }

    /** Waits as long as another client has the name. What one client joins twice in the same way is one membership. */
    public Lease join(String member, byte[] data) throws InterruptedException {
        return tryJoin(member, data, Deadline.NEVER).orElseThrow();
    }

    /** Empty if another member has kept the name. */
    public Optional<Lease> tryJoin(String member, byte[] data, Duration patience) throws InterruptedException {
        Deadline deadline = Deadline.in(patience);
        OwnedZnode znode = new OwnedZnode(client, members, member, data);
        Optional<Created> made = Optional.empty();
        try {
            made = znode.tryMake(deadline);
            while (made.isEmpty()) {
                Signal.awaitChange(client, znode.path(), deadline);
                made = znode.tryMake(deadline);
            }
        } catch (TimeoutException late) {
            return Optional.empty();
        } finally {
            if (made.isEmpty()) {
                znode.remove();
            }
        }
        return made.map(own -> new Lease(client, znode.path(), own.stat().czxid(), znode::remove));
    }

    /** The names of all who are there now, in no order. */
    public List<String> members() throws InterruptedException {
        return Deadline.ofRequests(members::names);
    }

    /**
     * @param listener hears who is there, at each change, on the client's callback executor
     * @return what members have given as data, by their paths; and how to end it
     */
    public TreeCache watch(Consumer<SortedSet<String>> listener) {
        SortedSet<String> present = new TreeSet<>();
        return TreeCache.open(client, members.path(), (path, now) -> {
            if (path.equals(members.path())) {
                return;
            }
            String member = path.substring(members.child("").length());
            if (now.isPresent() ? present.add(member) : present.remove(member)) {
                listener.accept(new TreeSet<>(present));
            }
        });
    }
}
