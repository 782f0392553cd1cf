package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;
import org.apache.curator.framework.recipes.leader.Participant;
import org.junit.jupiter.api.Test;

class CuratorLeadershipTest extends CuratorClients {
    private static final String PATH = "/leader";

    @Test
    void aLatchIsHeldByOneAndThenByTheOther() throws Exception {
        try (LeaderLatch second = new LeaderLatch(two, PATH, "second")) {
            try (LeaderLatch first = new LeaderLatch(one, PATH, "first")) {
                first.start();
                first.await();
                second.start();
                assertThat(second.getLeader().getId()).isEqualTo("first");
                assertThat(second.hasLeadership()).isFalse();
            }
            assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.getParticipants()).extracting(Participant::getId).containsExactly("second");
        }
    }

    @Test
    void aLatchIsTakenFromWhoeverIsCutOff() throws Exception {
        BlockingQueue<Boolean> leads = new LinkedBlockingQueue<>();
        try (LeaderLatch first = new LeaderLatch(one, PATH, "first");
                LeaderLatch second = new LeaderLatch(two, PATH, "second")) {
            first.addListener(new LeaderLatchListener() {
                @Override
                public void isLeader() {
                    leads.add(true);
                }

                @Override
                public void notLeader() {
                    leads.add(false);
                }
            });
            first.start();
            assertThat(next(leads)).isTrue();
            second.start();
            proxy.shut();
            assertThat(next(leads)).isFalse();
            assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
            proxy.mend();
        }
    }

    @Test
    void aSelectorLetsOneAfterTheOtherLead() throws Exception {
        BlockingQueue<String> leaders = new LinkedBlockingQueue<>();
        CountDownLatch never = new CountDownLatch(1);
        try (LeaderSelector first = selector(one, "first", leaders, never);
                LeaderSelector second = selector(two, "second", leaders, never)) {
            first.start();
            assertThat(next(leaders)).isEqualTo("first");
            second.start();
            first.interruptLeadership();
            assertThat(next(leaders)).isEqualTo("second");
            first.requeue();
            second.interruptLeadership();
            assertThat(next(leaders)).isEqualTo("first");
            assertThat(second.getLeader().getId()).isEqualTo("first");
        }
    }

    private static LeaderSelector selector(
            CuratorFramework client, String id, BlockingQueue<String> leaders, CountDownLatch never) {
        LeaderSelector selector = new LeaderSelector(client, PATH, new LeaderSelectorListenerAdapter() {
            @Override
            public void takeLeadership(CuratorFramework leading) throws InterruptedException {
                leaders.add(id);
                never.await();
            }
        });
        selector.setId(id);
        return selector;
    }
}
