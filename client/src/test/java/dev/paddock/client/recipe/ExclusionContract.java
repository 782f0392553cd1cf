package dev.paddock.client.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.client.PaddockClient;
import dev.paddock.client.ServerContract;
import dev.paddock.client.recipe.FencedResource.Visit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody has what somebody else has, whatever happens to connections and sessions. */
@Timeout(180)
abstract class ExclusionContract extends ServerContract {
    private static final long SEED = 20_260_101;

    abstract int rounds();

    @Test
    void aLockHasOneHolder() throws Exception {
        FencedResource resource = new FencedResource();
        Turmoil turmoil = new Turmoil(SEED, rounds());
        turmoil.run(port(), (client, session) -> {
            try (Lease lease = new ExclusiveLock(client, "/exclusion/lock").acquire()) {
                return visit(resource, new Visit(session, lease.token(), true), client);
            }
        });
        assertExclusion(turmoil, resource);
        assertNothingIsLeft("/exclusion/lock");
    }

    @Test
    void anElectionHasOneLeader() throws Exception {
        FencedResource resource = new FencedResource();
        Turmoil turmoil = new Turmoil(SEED + 1, rounds());
        turmoil.run(port(), (client, session) -> {
            try (Lease lease = new LeaderElection(client, "/exclusion/leader", "one").lead()) {
                return visit(resource, new Visit(session, lease.token(), true), client);
            }
        });
        assertExclusion(turmoil, resource);
        assertNothingIsLeft("/exclusion/leader");
    }

    @Test
    void aWriterIsAloneAndReadersAreAmongReaders() throws Exception {
        FencedResource resource = new FencedResource();
        Turmoil turmoil = new Turmoil(SEED + 2, rounds());
        turmoil.run(port(), (client, session) -> {
            ReadWriteLock lock = new ReadWriteLock(client, "/exclusion/read-write");
            boolean isWriter = resource.entered() % 3 == 0;
            try (Lease lease = isWriter ? lock.acquireWrite() : lock.acquireRead()) {
                return visit(resource, new Visit(session, lease.token(), isWriter), client);
            }
        });
        assertExclusion(turmoil, resource);
        assertNothingIsLeft("/exclusion/read-write");
    }

    @Test
    void aSemaphoresPermitsHaveOneHolderEach() throws Exception {
        List<FencedResource> resources =
                Stream.generate(FencedResource::new).limit(2).toList();
        Turmoil turmoil = new Turmoil(SEED + 3, rounds());
        turmoil.run(port(), (client, session) -> {
            try (Permit permit = new Semaphore(client, "/exclusion/semaphore", 2).acquire()) {
                return visit(resources.get(permit.number()), new Visit(session, permit.token(), true), client);
            }
        });
        resources.forEach(
                each -> assertThat(each.violations()).as("%s", turmoil).isEmpty());
        assertThat(resources).as("%s", turmoil).allMatch(each -> each.entered() > 0);
        assertThat(resources.stream().mapToInt(FencedResource::entered).sum())
                .as("%s", turmoil)
                .isGreaterThanOrEqualTo(rounds());
        assertNothingIsLeft("/exclusion/semaphore/line");
        assertNothingIsLeft("/exclusion/semaphore/taken");
    }

    /** In between it asks the server for something, so that faults meet holders too. */
    private static boolean visit(FencedResource resource, Visit visit, PaddockClient client)
            throws InterruptedException {
        if (!resource.enter(visit)) {
            return false;
        }
        try {
            for (int i = 0; i < 3; i++) {
                Deadline.ofRequests(
                        deadline -> deadline.ask(() -> client.async().exists("/exclusion")));
            }
            return true;
        } finally {
            resource.leave(visit);
        }
    }

    private void assertExclusion(Turmoil turmoil, FencedResource resource) {
        assertThat(resource.violations()).as("%s", turmoil).isEmpty();
        assertThat(resource.entered()).as("%s", turmoil).isGreaterThanOrEqualTo(rounds());
    }

    /** All clients are closed: what is left now would be left for ever. */
    private void assertNothingIsLeft(String path) throws InterruptedException {
        try (PaddockClient client =
                PaddockClient.builder().connectString("127.0.0.1:" + port()).connect(TroubledClient.PATIENCE)) {
            assertThat(client.getChildren(path).names()).isEmpty();
        }
    }
}
