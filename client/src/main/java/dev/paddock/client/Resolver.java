package dev.paddock.client;

import dev.paddock.client.ConnectString.Server;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks up the names of servers, each time anew and never on an event loop, since it may take long. */
final class Resolver implements AutoCloseable {
    /** Gone when it is not needed: names are looked up at connecting only. */
    private static final long IDLE_SECONDS = 1;

    /** A look-up may hang longer than the attempt that needs it. At the bound the attempt fails, and there are others. */
    private static final int WAITING = 4;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            0,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            new DefaultThreadFactory("paddock-client-resolver", true));

    private final Random random;

    /** Which address of a name was tried last: the next one is tried next. Of the executor's one thread. */
    private final Map<Server, Integer> turns = new HashMap<>();

    /** @param random chooses the first of the addresses of a name */
    Resolver(Random random) {
        this.random = random;
    }

    /** An address in figures is its own, at once; anything else takes a thread. */
    CompletableFuture<InetSocketAddress> resolve(Server server) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(server.host());
        if (address != null) {
            return CompletableFuture.completedFuture(withPort(server, address));
        }
        try {
            return CompletableFuture.supplyAsync(() -> lookUp(server), executor);
        } catch (RejectedExecutionException busy) {
            return CompletableFuture.failedFuture(busy);
        }
    }

    private static InetSocketAddress withPort(Server server, byte[] address) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(server.host(), address), server.port());
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 or 16 bytes are an address", impossible);
        }
    }

    private InetSocketAddress lookUp(Server server) {
        try {
            InetAddress[] all = InetAddress.getAllByName(server.host());
            int turn = turns.merge(server, random.nextInt(all.length), (last, any) -> last + 1);
            return new InetSocketAddress(all[Math.floorMod(turn, all.length)], server.port());
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException("the name " + server.host() + " has no address", unknown);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
