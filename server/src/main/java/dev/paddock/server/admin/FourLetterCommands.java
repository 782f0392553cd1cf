package dev.paddock.server.admin;

import dev.paddock.server.config.CommandConfig;
import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.core.Core;
import dev.paddock.server.net.ClientListener;
import dev.paddock.server.net.FourLetterWords;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words that an operator may say to a client port: the table of them, and who may say which.
 *
 * <p>Most have to ask somebody and wait for it, which an event loop may not do: they are answered by one thread, one after
 * the other. Those that may take long, since there is much to list or the disk has to be asked, have another one, so that
 * a probe is not kept waiting by them and only one long listing is in memory at a time.
 */
public final class FourLetterCommands implements FourLetterWords, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FourLetterCommands.class);
    private static final int MOST_WAITING = 100;
    private static final int IDLE_SECONDS = 60;

    /** What telnet sends when it is interrupted: IAC IP IAC DO. The connection is closed without an answer. */
    private static final String TELNET_INTERRUPT = "\u00ff\u00f4\u00ff\u00fd";

    private final CommandConfig allowed;
    private final LiveServer server;
    private final ThreadPoolExecutor quick = oneThread("paddock-words");
    private final ThreadPoolExecutor slow = oneThread("paddock-listings");
    private final Map<String, Entry> words = new HashMap<>();

    private record Entry(Executor thread, int argumentBytes, Word word) {}

    public FourLetterCommands(ServerConfig config, Core core, ObservedDatabase database) {
        allowed = config.commands();
        server = new LiveServer(config, core, database);
        TraceMask mask = new TraceMask();
        add("conf", slow, new Configuration(server));
        add("cons", slow, new Connections(server));
        add("crst", quick, argument -> {
            server.resetConnections();
            return "Connection stats reset.\n";
        });
        add("dirs", slow, new Directories(server));
        add("dump", slow, new Dump(server));
        add("envi", slow, new Environment(server));
        add("gtmk", Runnable::run, argument -> mask.get());
        add("hash", quick, new Digests(server));
        add("isro", Runnable::run, argument -> "rw");
        add("mntr", quick, new Monitor(server));
        add("ruok", Runnable::run, argument -> "imok");
        add("srst", quick, argument -> {
            server.resetFigures();
            return "Server stats reset.\n";
        });
        add("srvr", quick, ServerStatus.brief(server));
        add("stat", slow, ServerStatus.withClients(server));
        words.put("stmk", new Entry(Runnable::run, Long.BYTES, mask::set));
        add("wchc", slow, WatchList.bySession(server));
        add("wchp", slow, WatchList.byPath(server));
        add("wchs", slow, new WatchCounts(server));
    }

    private void add(String name, Executor thread, Word word) {
        words.put(name, new Entry(thread, 0, word));
    }

    private static ThreadPoolExecutor oneThread(String name) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** The connections to tell of. From now on the server serves. */
    public void serve(ClientListener listener) {
        server.serves(listener);
    }

    @Override
    public int argumentBytes(String word) {
        if (word.equals(TELNET_INTERRUPT)) {
            return 0;
        }
        Entry entry = words.get(word);
        if (entry == null) {
            return -1;
        }
        return allowed.allows(word) ? entry.argumentBytes() : 0; // What is refused is not waited for.
    }

    @Override
    public void answer(String word, byte[] argument, Consumer<String> answer) {
        if (word.equals(TELNET_INTERRUPT)) {
            answer.accept("");
        } else if (!allowed.allows(word)) {
            answer.accept(word + " is not executed because it is not in the whitelist.\n");
        } else {
            Entry entry = words.get(word);
            try {
                entry.thread().execute(() -> answer.accept(answer(word, entry.word(), argument)));
            } catch (RejectedExecutionException full) {
                answer.accept(word + " is not executed because " + MOST_WAITING + " others wait for their answer.\n");
            }
        }
    }

    private static String answer(String name, Word word, byte[] argument) {
        try {
            return word.answer(argument);
        } catch (IOException | TimeoutException failure) {
            LOG.warn("{} could not be answered: {}", name, failure.getMessage());
            return name + " could not be answered: " + failure.getMessage() + "\n";
        } catch (RuntimeException broken) {
            LOG.error("{} could not be answered", name, broken);
            return name + " could not be answered: " + broken + "\n";
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return name + " could not be answered: the server ends\n";
        }
    }

    /** Nobody is answered any more. */
    @Override
    public void close() {
        quick.shutdownNow();
        slow.shutdownNow();
    }
}
