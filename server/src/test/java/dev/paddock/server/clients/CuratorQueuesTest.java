package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.queue.DistributedDelayQueue;
import org.apache.curator.framework.recipes.queue.DistributedIdQueue;
import org.apache.curator.framework.recipes.queue.DistributedPriorityQueue;
import org.apache.curator.framework.recipes.queue.DistributedQueue;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.recipes.queue.QueueConsumer;
import org.apache.curator.framework.recipes.queue.QueueSerializer;
import org.apache.curator.framework.recipes.queue.QueueSharder;
import org.apache.curator.framework.recipes.queue.QueueSharderPolicies;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;
import org.apache.curator.framework.state.ConnectionState;
import org.junit.jupiter.api.Test;

/** All the queues that Curator has; in each, the second client takes out what the first has put in. */
class CuratorQueuesTest extends CuratorClients {
    private static final String PATH = "/queue";

    private static final QueueSerializer<String> TEXT = new QueueSerializer<>() {
        @Override
        public byte[] serialize(String item) {
            return bytes(item);
        }

        @Override
        public String deserialize(byte[] bytes) {
            return text(bytes);
        }
    };

    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();

    private final QueueConsumer<String> consumer = new QueueConsumer<>() {
        @Override
        public void consumeMessage(String item) {
            taken.add(item);
        }

        @Override
        public void stateChanged(CuratorFramework client, ConnectionState state) {
            // Only items matter here.
        }
    };

    private QueueBuilder<String> producer() {
        return QueueBuilder.builder(one, null, TEXT, PATH);
    }

    private QueueBuilder<String> taker() {
        return QueueBuilder.builder(two, consumer, TEXT, PATH);
    }

    @Test
    void whatIsPutInComesOutInOrder() throws Exception {
        try (DistributedQueue<String> producing = producer().buildQueue();
                DistributedQueue<String> taking = taker().lockPath("/locks").buildQueue()) {
            producing.start();
            taking.start();
            for (String item : List.of("a", "b", "c")) {
                producing.put(item);
            }
            assertThat(List.of(next(taken), next(taken), next(taken))).containsExactly("a", "b", "c");
            assertThat(producing.flushPuts(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatMattersMoreComesFirst() throws Exception {
        try (DistributedPriorityQueue<String> producing = producer().buildPriorityQueue(0)) {
            producing.start();
            producing.put("later", 10);
            producing.put("first", 1);
            producing.put("last", 20);
        }
        try (DistributedPriorityQueue<String> taking = taker().buildPriorityQueue(0)) {
            taking.start();
            assertThat(List.of(next(taken), next(taken), next(taken))).containsExactly("first", "later", "last");
        }
    }

    @Test
    void anItemWithAnIdCanBeTakenBack() throws Exception {
        try (DistributedIdQueue<String> producing = producer().buildIdQueue()) {
            producing.start();
            producing.put("unwanted", "id");
            producing.put("wanted", "other");
            assertThat(producing.flushPuts(30, TimeUnit.SECONDS)).isTrue();
            assertThat(producing.remove("id")).isOne();
        }
        try (DistributedIdQueue<String> taking = taker().buildIdQueue()) {
            taking.start();
            assertThat(next(taken)).isEqualTo("wanted");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void anItemMayComeOutLater() throws Exception {
        try (DistributedDelayQueue<String> producing = producer().buildDelayQueue();
                DistributedDelayQueue<String> taking = taker().buildDelayQueue()) {
            producing.start();
            taking.start();
            long now = System.currentTimeMillis();
            producing.put("later", now + 500);
            producing.put("now", now);
            assertThat(next(taken)).isEqualTo("now");
            assertThat(next(taken)).isEqualTo("later");
            assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(now + 500);
        }
    }

    @Test
    void aSimpleQueueWaitsForWhatComes() throws Exception {
        SimpleDistributedQueue mine = new SimpleDistributedQueue(one, PATH);
        SimpleDistributedQueue yours = new SimpleDistributedQueue(two, PATH);
        Future<byte[]> waiting = start(yours::take);
        assertThat(mine.offer(bytes("a"))).isTrue();
        assertThat(text(result(waiting))).isEqualTo("a");
        mine.offer(bytes("b"));
        assertThat(text(yours.peek())).isEqualTo("b");
        assertThat(text(yours.poll(30, TimeUnit.SECONDS))).isEqualTo("b");
        assertThat(yours.poll()).isNull();
    }

    @Test
    void aQueueMayBeSpreadOverSeveral() throws Exception {
        QueueSharderPolicies policies = QueueSharderPolicies.builder()
                .newQueueThreshold(2)
                .thresholdCheckMs(1)
                .build();
        try (QueueSharder<String, DistributedQueue<String>> sharder = new QueueSharder<>(
                one,
                (client, path) ->
                        QueueBuilder.builder(client, consumer, TEXT, path).buildQueue(),
                "/queues",
                "/leader",
                policies)) {
            sharder.start();
            Set<String> items = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                sharder.getQueue().put("item " + i);
                items.add(next(taken));
            }
            assertThat(items).hasSize(20);
            assertThat(sharder.getShardQty()).isPositive();
        }
    }
}
