package dev.paddock.client.recipe;

import dev.paddock.client.NodeData;
import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which services there are, and where. An instance is listed until it is withdrawn or the session of who has registered it
 * ends: a crashed one stays for the session timeout, so who calls it must be ready to try another. Looking up asks nobody,
 * and goes on with what was known while the connection is lost.
 */
public final class ServiceDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceDirectory.class);

    private final PaddockClient client;
    private final String path;
    private final TreeCache cache;

    /** Whose turn it is; it wraps around. */
    private final AtomicInteger turn = new AtomicInteger();

    private ServiceDirectory(PaddockClient client, String path) {
        this.client = client;
        this.path = path;
        this.cache = TreeCache.open(client, path);
    }

    /** @param path below which the services are; it need not exist */
    public static ServiceDirectory open(PaddockClient client, String path) {
        return new ServiceDirectory(client, path);
    }

    /** Waits until all instances are known; false if that was not in time. */
    public boolean awaitLoaded(Duration patience) throws InterruptedException {
        return cache.awaitLoaded(patience);
    }

    /**
     * Lists an instance until the lease is closed. If its id is still listed, since its former process has crashed, it waits
     * for the end of that one's session; empty if that was not in time.
     */
    public Optional<Lease> tryRegister(String service, ServiceInstance instance, Duration patience)
            throws InterruptedException {
        return new Group(client, path + "/" + service).tryJoin(instance.id(), instance.toData(), patience);
    }

    /** Those that are listed now. */
    public List<ServiceInstance> instances(String service) {
        String parent = path + "/" + service;
        List<ServiceInstance> instances = new ArrayList<>();
        for (String id : cache.children(parent)) {
            cache.get(parent + "/" + id).flatMap(data -> read(id, data)).ifPresent(instances::add);
        }
        return instances;
    }

    /** Somebody else's entry must not keep all others from being found. */
    private Optional<ServiceInstance> read(String id, NodeData data) {
        try {
            return Optional.of(ServiceInstance.of(id, data.text()));
        } catch (IllegalArgumentException other) {
            LOG.warn("below {} there is what is no instance: {}", path, other.getMessage());
            return Optional.empty();
        }
    }

    /** One of those that are listed now, in turn. */
    public Optional<ServiceInstance> next(String service) {
        List<ServiceInstance> instances = instances(service);
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(instances.get(Math.floorMod(turn.getAndIncrement(), instances.size())));
    }

    /** Hears of no more changes. What it has registered stays. */
    @Override
    public void close() {
        cache.close();
    }
}
