package dev.paddock.client.recipe.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.PaddockClient;
import dev.paddock.client.recipe.Barrier;
import dev.paddock.client.recipe.Configuration;
import dev.paddock.client.recipe.Counter;
import dev.paddock.client.recipe.DoubleBarrier;
import dev.paddock.client.recipe.ExclusiveLock;
import dev.paddock.client.recipe.FifoQueue;
import dev.paddock.client.recipe.GatheringQueue;
import dev.paddock.client.recipe.Group;
import dev.paddock.client.recipe.LeaderElection;
import dev.paddock.client.recipe.Lease;
import dev.paddock.client.recipe.Names;
import dev.paddock.client.recipe.Permit;
import dev.paddock.client.recipe.PriorityQueue;
import dev.paddock.client.recipe.QueueItem;
import dev.paddock.client.recipe.ReadWriteLock;
import dev.paddock.client.recipe.Semaphore;
import dev.paddock.client.recipe.SequenceIds;
import dev.paddock.client.recipe.ServiceDirectory;
import dev.paddock.client.recipe.ServiceInstance;
import dev.paddock.client.recipe.TreeCache;
import java.time.Duration;
import java.util.Optional;

/** One program for each recipe, as the page about them shows it: the text of each method stands there too. */
final class Examples {
    private Examples() {}

    static void names(PaddockClient client) throws InterruptedException {
        Names hosts = new Names(client, "/hosts");
        if (hosts.bind("primary", "db1.example.org".getBytes(UTF_8))) {
            System.out.println("primary is ours");
        }
        System.out.println(hosts.lookup("primary").orElseThrow().text());
    }

    static void sequenceIds(PaddockClient client) throws InterruptedException {
        SequenceIds orders = new SequenceIds(client, "/ids/orders", 100);
        System.out.println("order " + orders.next() + ", order " + orders.next());
    }

    static void configuration(PaddockClient client) throws InterruptedException {
        try (Configuration settings = Configuration.open(
                client, "/settings", (key, value) -> System.out.println(key + " is now " + value.orElse("not set")))) {
            settings.set("max-connections", "100");
            settings.awaitLoaded(Duration.ofSeconds(5));
            System.out.println(settings.get("max-connections").orElse("50"));
        }
    }

    static void group(PaddockClient client) throws InterruptedException {
        Group group = new Group(client, "/group");
        try (TreeCache watch = group.watch(members -> System.out.println("now there are " + members));
                Lease member = group.join("node-1", "rack 7".getBytes(UTF_8))) {
            watch.awaitLoaded(Duration.ofSeconds(5));
            System.out.println(group.members() + " at " + member.path());
        }
    }

    static void services(PaddockClient client) throws InterruptedException {
        try (ServiceDirectory services = ServiceDirectory.open(client, "/services")) {
            ServiceInstance own = new ServiceInstance("billing-1", "10.0.0.7", 8080, "version 3");
            Optional<Lease> listed = services.tryRegister("billing", own, Duration.ofMinutes(1));
            services.awaitLoaded(Duration.ofSeconds(5));
            services.next("billing").ifPresent(found -> System.out.println(found.host() + ":" + found.port()));
            listed.ifPresent(Lease::close);
        }
    }

    static void leader(PaddockClient client) throws InterruptedException {
        LeaderElection election = new LeaderElection(client, "/leader", "node-1");
        try (Lease leadership = election.lead()) {
            while (leadership.isHeld() && doOnePieceOfWork(leadership.token())) {
                System.out.println(election.leader().orElseThrow() + " leads");
            }
        }
    }

    static void lock(PaddockClient client) throws InterruptedException {
        ExclusiveLock lock = new ExclusiveLock(client, "/locks/report");
        Optional<Lease> lease = lock.tryAcquire(Duration.ofSeconds(10));
        if (lease.isPresent()) {
            try (Lease held = lease.get()) {
                doOnePieceOfWork(held.token());
            }
        }
    }

    static void readWriteLock(PaddockClient client) throws InterruptedException {
        ReadWriteLock lock = new ReadWriteLock(client, "/locks/catalogue");
        try (Lease reading = lock.acquireRead()) {
            System.out.println("others may read too; held: " + reading.isHeld());
        }
        try (Lease writing = lock.acquireWrite()) {
            doOnePieceOfWork(writing.token());
        }
    }

    static void semaphore(PaddockClient client) throws InterruptedException {
        Semaphore licences = new Semaphore(client, "/licences", 5);
        try (Permit permit = licences.acquire()) {
            System.out.println("licence " + permit.number() + " of 0 to 4");
        }
    }

    static void fifoQueue(PaddockClient client) throws InterruptedException {
        FifoQueue mails = new FifoQueue(client, "/queues/mails");
        mails.put("to: anne".getBytes(UTF_8));
        try (QueueItem item = mails.take()) {
            System.out.println(new String(item.data(), UTF_8));
            item.done();
        }
    }

    static void priorityQueue(PaddockClient client) throws InterruptedException {
        PriorityQueue jobs = new PriorityQueue(client, "/queues/jobs");
        jobs.put("tidy up".getBytes(UTF_8), 9);
        jobs.put("put out the fire".getBytes(UTF_8), 0);
        try (QueueItem item = jobs.take()) {
            System.out.println(new String(item.data(), UTF_8));
            item.done();
        }
    }

    static void gatheringQueue(PaddockClient client) throws InterruptedException {
        GatheringQueue votes = new GatheringQueue(client, "/queues/votes", 2);
        votes.put("yes".getBytes(UTF_8));
        System.out.println("too early: " + votes.tryTake(Duration.ofMillis(100)).isEmpty());
        votes.put("no".getBytes(UTF_8));
        try (QueueItem first = votes.take()) {
            System.out.println(new String(first.data(), UTF_8));
            first.done();
        }
    }

    static void barrier(PaddockClient client) throws InterruptedException {
        Barrier barrier = new Barrier(client, "/barriers/maintenance");
        barrier.raise();
        System.out.println("may go on: " + barrier.tryAwait(Duration.ofMillis(100)));
        barrier.lift();
        barrier.await();
    }

    static void doubleBarrier(PaddockClient client) throws InterruptedException {
        DoubleBarrier step = new DoubleBarrier(client, "/barriers/step", 1);
        for (int round = 0; round < 3; round++) {
            step.enter();
            System.out.println("all are in round " + round);
            step.leave();
        }
    }

    static void counter(PaddockClient client) throws InterruptedException {
        Counter visits = new Counter(client, "/counters/visits");
        System.out.println("visit " + visits.add(1) + " of " + visits.get());
    }

    static void treeCache(PaddockClient client) throws InterruptedException {
        try (TreeCache cache = TreeCache.open(
                client, "/", (path, now) -> System.out.println(path + (now.isPresent() ? "" : " is gone")))) {
            if (cache.awaitLoaded(Duration.ofSeconds(5))) {
                System.out.println(cache.children("/"));
            }
        }
    }

    /** Whatever it is, it checks the token. */
    private static boolean doOnePieceOfWork(long token) {
        System.out.println("work, fenced with " + token);
        return false;
    }
}
