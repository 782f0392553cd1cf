package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.junit.jupiter.api.Test;

class CuratorBarriersTest extends CuratorClients {
    private static final String PATH = "/barrier";

    @Test
    void aBarrierHoldsBackUntilItIsRemoved() throws Exception {
        DistributedBarrier mine = new DistributedBarrier(one, PATH);
        DistributedBarrier yours = new DistributedBarrier(two, PATH);
        mine.setBarrier();
        assertThat(yours.waitOnBarrier(100, TimeUnit.MILLISECONDS)).isFalse();
        Future<Boolean> waiting = start(() -> yours.waitOnBarrier(30, TimeUnit.SECONDS));
        mine.removeBarrier();
        assertThat(result(waiting)).isTrue();
    }

    @Test
    void aDoubleBarrierLetsAllInTogetherAndOutTogether() throws Exception {
        DistributedDoubleBarrier mine = new DistributedDoubleBarrier(one, PATH, 2);
        DistributedDoubleBarrier yours = new DistributedDoubleBarrier(two, PATH, 2);
        Future<Boolean> entering = start(() -> mine.enter(30, TimeUnit.SECONDS));
        assertThat(yours.enter(30, TimeUnit.SECONDS)).isTrue();
        assertThat(result(entering)).isTrue();
        Future<Boolean> leaving = start(() -> yours.leave(30, TimeUnit.SECONDS));
        assertThat(mine.leave(30, TimeUnit.SECONDS)).isTrue();
        assertThat(result(leaving)).isTrue();
    }
}
