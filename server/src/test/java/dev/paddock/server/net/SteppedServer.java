package dev.paddock.server.net;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.DigestAuthProvider;
import dev.paddock.datatree.acl.IpAuthProvider;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Rules;
import dev.paddock.server.core.AgreementFactory;
import dev.paddock.server.core.Clock;
import dev.paddock.server.core.Core;
import dev.paddock.server.core.CoreSettings;
import dev.paddock.server.core.CoreSteps;
import dev.paddock.server.core.Input;
import dev.paddock.server.core.Journal;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server without threads, sockets, clock and disk: each of them goes on when a test says so, and the test may let an
 * event loop run between any two things that the core does.
 */
final class SteppedServer implements Journal {
    static final int TICK_MILLIS = 1000;
    static final ClientLimits LIMITS =
            new ClientLimits(0xFFFFF, 16 << 20, 2 * TICK_MILLIS, 20 * TICK_MILLIS, 100, 1 << 20, 10_000);

    final Core core;
    final ClientServices services;
    final CoreSteps steps;
    final List<SteppedLoop> loops = new ArrayList<>();
    final List<String> rejections = new ArrayList<>();

    /** Told when there is something for the core, on whatever thread brought it. */
    Runnable signal = () -> {};

    /** What {@code ruok} is answered with. */
    String word = "imok";

    /** Appended, and not yet on disk. */
    private final Deque<Zxid> unsynced = new ArrayDeque<>();

    private boolean journalHasRoom = true;
    private long nanos = TimeUnit.SECONDS.toNanos(1000);

    SteppedServer(int loopCount, ClientLimits limits) {
        this(loopCount, limits, SessionThrottle.Settings.NONE, 0);
    }

    SteppedServer(int loopCount, ClientLimits limits, SessionThrottle.Settings throttle, long longestWaitMillis) {
        Clock clock = new Clock() {
            @Override
            public long nanoTime() {
                return nanos;
            }

            @Override
            public long wallMillis() {
                return TimeUnit.NANOSECONDS.toMillis(nanos);
            }
        };
        Hashing hashing = new Hashing(1, 2);
        AuthProviders providers = new AuthProviders(
                List.of(new IpAuthProvider(), new DigestAuthProvider("SHA1", null)), (provider, fault) -> {});
        AclRules acls = new AclRules(providers, false);
        Operations operations = new Operations(acls, Rules.DEFAULT);
        core = new Core(
                State.empty(hashing),
                hashing,
                operations,
                acls,
                AgreementFactory.alone(State.empty(hashing), this, TICK_MILLIS, clock),
                new CoreSettings(1, TICK_MILLIS, longestWaitMillis),
                clock,
                state -> {},
                () -> signal.run());
        steps = new CoreSteps(core);
        services =
                SteppedLoop.services(operations, acls, providers, limits, throttle, () -> word, rejections::add, clock);
        for (int i = 0; i < loopCount; i++) {
            loops.add(new SteppedLoop(core, services, () -> {}));
        }
    }

    @Override
    public boolean append(Transaction transaction) {
        if (!journalHasRoom) {
            return false;
        }
        unsynced.add(transaction.zxid());
        return true;
    }

    /** Whether the log takes anything. */
    void journalHasRoom(boolean hasRoom) {
        journalHasRoom = hasRoom;
    }

    /** The disk has some of what was appended. */
    void sync(int transactions) {
        Zxid last = null;
        for (int i = 0; i < transactions && !unsynced.isEmpty(); i++) {
            last = unsynced.remove();
        }
        if (last != null) {
            core.tell(new Input.Durable(last));
        }
    }

    int unsyncedCount() {
        return unsynced.size();
    }

    /** Time goes on, and the core is told. */
    void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        core.tell(new Input.Tick());
    }

    /** Time goes on, and nobody notices. */
    void passUnnoticed(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Everything that there is to do is done. */
    void settle() {
        boolean isBusy = true;
        while (isBusy) {
            isBusy = core.step();
            if (!unsynced.isEmpty()) {
                sync(unsynced.size());
                isBusy = true;
            }
            for (SteppedLoop loop : loops) {
                isBusy |= loop.runNext();
            }
        }
    }

    SteppedClient connect(int loop) {
        return new SteppedClient(loops.get(loop));
    }

    /** With a session. */
    SteppedClient open(int loop) {
        SteppedClient client = connect(loop);
        client.handshake(10_000, 0, null, 0);
        settle();
        client.welcome();
        return client;
    }
}
