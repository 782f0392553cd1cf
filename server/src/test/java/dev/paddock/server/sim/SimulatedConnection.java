package dev.paddock.server.sim;

import dev.paddock.server.net.SteppedClient;
import dev.paddock.server.net.SteppedLoop;
import dev.paddock.zab.sim.Agenda;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** A connection of a client to a server: what goes each way takes its time, and comes in order or not at all. */
final class SimulatedConnection {
    private final EnsembleWorld world;
    private final Agenda agenda;
    private final CoreApplication application;
    private final int life;
    private final int slowest;
    private final Runnable words;

    /** Null before it is open. */
    private SteppedClient socket;

    private final Deque<Consumer<SteppedClient>> toServer = new ArrayDeque<>();
    private boolean isOnItsWay;
    private boolean isHeard;
    private boolean isBroken;
    private boolean isLeft;

    /** @param words is run when something has come, or the connection is closed */
    SimulatedConnection(EnsembleWorld world, CoreApplication application, Runnable words) {
        this.world = world;
        this.agenda = world.simulation.agenda();
        this.application = application;
        this.life = application.life();
        this.slowest = 200 << world.simulation.random().nextInt(6);
        this.words = words;
        SteppedLoop loop = application.loop(world.simulation.random().nextInt(2));
        if (loop == null) {
            isBroken = true;
            later(words);
        } else {
            socket = new SteppedClient(loop);
            application.opened(this);
        }
    }

    /** Does something to the socket at the server's end, behind all before it. */
    void send(Consumer<SteppedClient> what) {
        if (!isBroken) {
            toServer.add(what);
            schedule();
        }
    }

    private void schedule() {
        if (!isOnItsWay && !toServer.isEmpty()) {
            isOnItsWay = true;
            later(this::arrives);
        }
    }

    private void arrives() {
        if (life != application.life()) {
            return;
        }
        if (application.server().isPaused()) {
            agenda.at(application.server().pausedUntil(), this::arrives);
            return;
        }
        isOnItsWay = false;
        Consumer<SteppedClient> next = toServer.remove();
        if (!socket.isClosed()) {
            next.accept(socket);
        }
        schedule();
        lookForWords();
    }

    /** Goes away without a word, which the server notices later. */
    void vanish() {
        isLeft = true;
        send(SteppedClient::vanish);
        application.closed(this);
    }

    /** The client may read now what there is, a little later. */
    void lookForWords() {
        if (!isLeft && !isHeard && (socket.arrivedBytes() > 0 || socket.isClosed())) {
            isHeard = true;
            later(() -> {
                isHeard = false;
                if (!isLeft) {
                    words.run();
                }
            });
        }
    }

    /** What was on its way may still come, or be lost. */
    void serverIsGone() {
        isBroken = true;
        toServer.clear();
        if (!isLeft) {
            later(words);
        }
    }

    /** What has come and can be read, or null if that is lost or there is no connection. */
    SteppedClient socket() {
        return socket;
    }

    boolean isOver() {
        return isBroken || socket.isClosed();
    }

    CoreApplication application() {
        return application;
    }

    void leave() {
        isLeft = true;
        application.closed(this);
    }

    private void later(Runnable what) {
        agenda.after(1 + world.simulation.random().nextInt(slowest), what);
    }
}
