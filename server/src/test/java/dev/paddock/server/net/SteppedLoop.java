package dev.paddock.server.net;

import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.RequiredSchemes;
import dev.paddock.datatree.op.Operations;
import dev.paddock.server.core.ClientLink;
import dev.paddock.server.core.Clock;
import dev.paddock.server.core.Core;
import dev.paddock.server.core.PlainReads;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An event loop that runs when it is told to. */
public final class SteppedLoop extends ClientLoop {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Runnable signal;

    /** @param signal is run when there is something to do */
    public SteppedLoop(Core core, ClientServices services, Runnable signal) {
        super(core, services);
        this.signal = signal;
    }

    /** With the words of operators left out, but for one. */
    public static ClientServices services(
            Operations operations,
            AclRules acls,
            AuthProviders providers,
            ClientLimits limits,
            SessionThrottle.Settings throttle,
            Consumer<String> rejections,
            Clock clock) {
        return services(operations, acls, providers, limits, throttle, () -> "imok", rejections, clock);
    }

    /** @param ruok what this word is answered with */
    static ClientServices services(
            Operations operations,
            AclRules acls,
            AuthProviders providers,
            ClientLimits limits,
            SessionThrottle.Settings throttle,
            Supplier<String> ruok,
            Consumer<String> rejections,
            Clock clock) {
        FourLetterWords words = new FourLetterWords() {
            @Override
            public int argumentBytes(String word) {
                return word.equals("ruok") ? 0 : -1;
            }

            @Override
            public void answer(String word, byte[] argument, Consumer<String> answer) {
                answer.accept(ruok.get());
            }
        };
        ConnectionLog log = new ConnectionLog() {
            @Override
            public void closed(String remote, String reason) {
                rejections.accept(reason);
            }

            @Override
            public void failed(String remote, Throwable cause) {
                throw new AssertionError(cause);
            }
        };
        return new ClientServices(
                operations,
                new PlainReads(acls),
                providers,
                RequiredSchemes.NONE,
                limits,
                new SessionThrottle(throttle, clock, new Random(1)),
                words,
                log,
                clock);
    }

    @Override
    protected void wake(List<ClientLink> links) {
        ask(() -> links.forEach(ClientLink::awaken));
    }

    @Override
    void ask(Runnable question) {
        tasks.add(question);
        signal.run();
    }

    public boolean hasMore() {
        return !tasks.isEmpty();
    }

    public boolean runNext() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }
}
