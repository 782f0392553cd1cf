package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.locks.InterProcessMultiLock;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphore;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.curator.framework.recipes.locks.Revoker;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.junit.jupiter.api.Test;

class CuratorLocksTest extends CuratorClients {
    private static final String PATH = "/lock";

    /** Too short for anybody to let go of a lock that is held by this very thread. */
    private static final int MOMENT_MILLIS = 100;

    @Test
    void aMutexIsHeldByOneAsOftenAsItLikes() throws Exception {
        InterProcessMutex first = new InterProcessMutex(one, PATH);
        InterProcessMutex second = new InterProcessMutex(two, PATH);
        first.acquire();
        first.acquire();
        assertThat(first.getParticipantNodes()).hasSize(1);
        assertThat(second.acquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
        first.release();
        Future<Boolean> waiting = start(() -> second.acquire(30, TimeUnit.SECONDS));
        assertThat(first.isAcquiredInThisProcess()).isTrue();
        first.release();
        assertThat(result(waiting)).isTrue();
    }

    @Test
    void aMutexGoesToTheOtherWhenItsHolderIsCutOff() throws Exception {
        InterProcessMutex first = new InterProcessMutex(one, PATH);
        InterProcessMutex second = new InterProcessMutex(two, PATH);
        first.acquire();
        proxy.shut();
        assertThat(second.acquire(30, TimeUnit.SECONDS)).isTrue();
        second.release();
        proxy.mend();
    }

    @Test
    void aHolderMayBeAskedToLetGo() throws Exception {
        InterProcessMutex first = new InterProcessMutex(one, PATH);
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        first.makeRevocable(mutex -> asked.add("to let go"));
        first.acquire();
        Revoker.attemptRevoke(two, first.getParticipantNodes().iterator().next());
        assertThat(next(asked)).isEqualTo("to let go");
        first.release();
    }

    @Test
    void aSemaphoreMutexIsHeldOnceAndReleasedByAnyThread() throws Exception {
        InterProcessSemaphoreMutex first = new InterProcessSemaphoreMutex(one, PATH);
        InterProcessSemaphoreMutex second = new InterProcessSemaphoreMutex(two, PATH);
        first.acquire();
        assertThat(first.acquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(second.acquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
        result(start(() -> {
            first.release();
            return true;
        }));
        assertThat(second.acquire(30, TimeUnit.SECONDS)).isTrue();
        second.release();
    }

    @Test
    void readersShareALockAndWritersDoNot() throws Exception {
        InterProcessReadWriteLock first = new InterProcessReadWriteLock(one, PATH);
        InterProcessReadWriteLock second = new InterProcessReadWriteLock(two, PATH);
        first.readLock().acquire();
        assertThat(second.readLock().acquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.writeLock().acquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS))
                .isFalse();
        second.readLock().release();
        first.readLock().release();
        assertThat(second.writeLock().acquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.readLock().acquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS))
                .isFalse();
        second.writeLock().release();
    }

    @Test
    void severalLocksAreHeldAsOne() throws Exception {
        InterProcessMultiLock both = new InterProcessMultiLock(one, List.of("/a", "/b"));
        InterProcessMutex single = new InterProcessMutex(two, "/b");
        both.acquire();
        assertThat(single.acquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
        both.release();
        assertThat(single.acquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(both.acquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
        single.release();
    }

    @Test
    void aSemaphoreHasSoManyLeases() throws Exception {
        InterProcessSemaphoreV2 first = new InterProcessSemaphoreV2(one, PATH, 3);
        InterProcessSemaphoreV2 second = new InterProcessSemaphoreV2(two, PATH, 3);
        first.setNodeData(bytes("first"));
        Collection<Lease> taken = first.acquire(2);
        assertThat(text(taken.iterator().next().getData())).isEqualTo("first");
        try (Lease last = second.acquire(30, TimeUnit.SECONDS)) {
            assertThat(last).isNotNull();
            assertThat(second.acquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)).isNull();
        }
        assertThat(second.getParticipantNodes()).hasSize(2);
        first.returnAll(taken);
        assertThat(second.acquire(3, 30, TimeUnit.SECONDS)).hasSize(3);
    }

    @Test
    void aSemaphoreMayBeCountedByTheServer() throws Exception {
        try (SharedCount count = new SharedCount(one, "/count", 1)) {
            count.start();
            InterProcessSemaphoreV2 first = new InterProcessSemaphoreV2(one, PATH, count);
            Lease lease = first.acquire();
            Future<Lease> waiting = start(() -> first.acquire(30, TimeUnit.SECONDS));
            count.setCount(2);
            assertThat(result(waiting)).isNotNull();
            first.returnLease(lease);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // still there
    void theOldSemaphoreWorksToo() throws Exception {
        InterProcessSemaphore first = new InterProcessSemaphore(one, PATH, 1);
        InterProcessSemaphore second = new InterProcessSemaphore(two, PATH, 1);
        Lease lease = first.acquire();
        assertThat(second.acquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)).isNull();
        first.returnLease(lease);
        assertThat(second.acquire(30, TimeUnit.SECONDS)).isNotNull();
    }
}
