package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.RetryPolicy;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.atomic.AtomicValue;
import org.apache.curator.framework.recipes.atomic.CachedAtomicInteger;
import org.apache.curator.framework.recipes.atomic.CachedAtomicLong;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicInteger;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicValue;
import org.apache.curator.framework.recipes.atomic.PromotedToLock;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.curator.framework.recipes.shared.SharedCountListener;
import org.apache.curator.framework.recipes.shared.SharedCountReader;
import org.apache.curator.framework.recipes.shared.SharedValue;
import org.apache.curator.framework.recipes.shared.VersionedValue;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryNTimes;
import org.junit.jupiter.api.Test;

class CuratorCountersTest extends CuratorClients {
    private static final String PATH = "/counter";
    private static final RetryPolicy OFTEN = new RetryNTimes(1_000, 1);

    @Test
    void aCountIsToldToEverybody() throws Exception {
        BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
        try (SharedCount mine = new SharedCount(one, PATH, 5);
                SharedCount yours = new SharedCount(two, PATH, 5)) {
            yours.addListener(new SharedCountListener() {
                @Override
                public void countHasChanged(SharedCountReader count, int value) {
                    heard.add(value);
                }

                @Override
                public void stateChanged(CuratorFramework client, ConnectionState state) {
                    // Only values matter here.
                }
            });
            mine.start();
            yours.start();
            assertThat(yours.getCount()).isEqualTo(5);
            mine.setCount(6);
            assertThat(next(heard)).isEqualTo(6);
            assertThat(yours.trySetCount(yours.getVersionedValue(), 7)).isTrue();
        }
    }

    @Test
    void aValueIsSetOnlyByWhoeverKnowsIt() throws Exception {
        try (SharedValue mine = new SharedValue(one, PATH, bytes("first"));
                SharedValue yours = new SharedValue(two, PATH, bytes("first"))) {
            mine.start();
            VersionedValue<byte[]> old = mine.getVersionedValue();
            yours.start();
            yours.setValue(bytes("second"));
            assertThat(mine.trySetValue(old, bytes("third"))).isFalse();
            assertThat(text(yours.getValue())).isEqualTo("second");
        }
    }

    @Test
    void nothingIsLostOfWhatManyAdd() throws Exception {
        DistributedAtomicLong mine = new DistributedAtomicLong(one, PATH, OFTEN);
        DistributedAtomicLong yours = new DistributedAtomicLong(two, PATH, OFTEN);
        assertThat(mine.initialize(0L)).isTrue();
        List<Future<Boolean>> all = new ArrayList<>();
        for (DistributedAtomicLong counter : List.of(mine, yours, mine, yours)) {
            all.add(start(() -> {
                for (int i = 0; i < 50; i++) {
                    assertThat(counter.increment().succeeded()).isTrue();
                }
                return true;
            }));
        }
        for (Future<Boolean> part : all) {
            result(part);
        }
        assertThat(mine.get().postValue()).isEqualTo(200);
    }

    @Test
    void aCounterMayLockInsteadOfTryingAgain() throws Exception {
        PromotedToLock lock = PromotedToLock.builder()
                .lockPath("/counter-lock")
                .retryPolicy(OFTEN)
                .timeout(30, TimeUnit.SECONDS)
                .build();
        DistributedAtomicInteger counter = new DistributedAtomicInteger(one, PATH, new RetryNTimes(0, 0), lock);
        assertThat(counter.add(5).postValue()).isEqualTo(5);
        assertThat(counter.subtract(2).postValue()).isEqualTo(3);
        assertThat(counter.decrement().postValue()).isEqualTo(2);
        assertThat(counter.compareAndSet(7, 8).succeeded()).isFalse();
        counter.forceSet(9);
        assertThat(counter.trySet(10).preValue()).isEqualTo(9);
    }

    @Test
    void aValueIsExchanged() throws Exception {
        DistributedAtomicValue mine = new DistributedAtomicValue(one, PATH, OFTEN);
        DistributedAtomicValue yours = new DistributedAtomicValue(two, PATH, OFTEN);
        assertThat(mine.initialize(bytes("a"))).isTrue();
        assertThat(yours.initialize(bytes("b"))).isFalse();
        AtomicValue<byte[]> changed = yours.compareAndSet(bytes("a"), bytes("c"));
        assertThat(changed.succeeded()).isTrue();
        assertThat(text(mine.get().postValue())).isEqualTo("c");
    }

    @Test
    void numbersMayBeTakenInPortions() throws Exception {
        CachedAtomicLong longs = new CachedAtomicLong(new DistributedAtomicLong(one, PATH, OFTEN), 10);
        CachedAtomicLong others = new CachedAtomicLong(new DistributedAtomicLong(two, PATH, OFTEN), 10);
        assertThat(List.of(
                        longs.next().postValue(),
                        others.next().postValue(),
                        longs.next().postValue()))
                .containsExactly(1L, 11L, 2L);
        CachedAtomicInteger integers =
                new CachedAtomicInteger(new DistributedAtomicInteger(one, "/integers", OFTEN), 10);
        assertThat(integers.next().postValue()).isOne();
    }
}
