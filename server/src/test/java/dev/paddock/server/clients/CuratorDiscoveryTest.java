package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceProvider;
import org.apache.curator.x.discovery.details.ServiceCacheListener;
import org.apache.curator.x.discovery.strategies.RoundRobinStrategy;
import org.junit.jupiter.api.Test;

class CuratorDiscoveryTest extends CuratorClients {
    private static final String SERVICE = "printing";

    private static ServiceDiscovery<String> discovery(CuratorFramework client) throws Exception {
        ServiceDiscovery<String> discovery = ServiceDiscoveryBuilder.builder(String.class)
                .client(client)
                .basePath("/services")
                .watchInstances(true)
                .build();
        discovery.start();
        return discovery;
    }

    private static ServiceInstance<String> instance(String id, int port) throws Exception {
        return ServiceInstance.<String>builder()
                .name(SERVICE)
                .id(id)
                .address("127.0.0.1")
                .port(port)
                .payload("colour")
                .build();
    }

    @Test
    void aServiceIsFoundWhileItIsRegistered() throws Exception {
        try (ServiceDiscovery<String> mine = discovery(one);
                ServiceDiscovery<String> yours = discovery(two)) {
            ServiceInstance<String> instance = instance("a", 9100);
            mine.registerService(instance);
            assertThat(yours.queryForNames()).containsExactly(SERVICE);
            assertThat(yours.queryForInstances(SERVICE)).containsExactly(instance);
            ServiceInstance<String> moved = instance("a", 9200);
            mine.updateService(moved);
            assertThat(yours.queryForInstance(SERVICE, "a").getPort()).isEqualTo(9200);
            mine.unregisterService(moved);
            assertThat(yours.queryForInstances(SERVICE)).isEmpty();
        }
    }

    @Test
    void aCacheFollowsWhatIsRegistered() throws Exception {
        BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
        try (ServiceDiscovery<String> mine = discovery(one);
                ServiceDiscovery<String> yours = discovery(two);
                ServiceCache<String> cache =
                        yours.serviceCacheBuilder().name(SERVICE).build()) {
            cache.addListener(new ServiceCacheListener() {
                @Override
                public void cacheChanged() {
                    sizes.add(cache.getInstances().size());
                }

                @Override
                public void stateChanged(CuratorFramework client, ConnectionState state) {
                    // Only services matter here.
                }
            });
            cache.start();
            mine.registerService(instance("a", 9100));
            assertThat(next(sizes)).isOne();
            mine.registerService(instance("b", 9200));
            assertThat(next(sizes)).isEqualTo(2);
            // Whoever is cut off is not offered any more.
            proxy.shut();
            next(sizes);
            assertThat(next(sizes)).isZero();
            proxy.mend();
        }
    }

    @Test
    void aProviderOffersOneAfterTheOther() throws Exception {
        try (ServiceDiscovery<String> mine = discovery(one);
                ServiceDiscovery<String> yours = discovery(two)) {
            mine.registerService(instance("a", 9100));
            mine.registerService(instance("b", 9200));
            try (ServiceProvider<String> provider = yours.serviceProviderBuilder()
                    .serviceName(SERVICE)
                    .providerStrategy(new RoundRobinStrategy<>())
                    .build()) {
                provider.start();
                assertThat(provider.getAllInstances()).hasSize(2);
                Set<String> offered = new HashSet<>();
                offered.add(provider.getInstance().getId());
                offered.add(provider.getInstance().getId());
                assertThat(offered).containsExactlyInAnyOrder("a", "b");
            }
        }
    }
}
