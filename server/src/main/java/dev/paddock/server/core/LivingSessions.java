package dev.paddock.server.core;

import dev.paddock.datatree.State;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.CreateSessionTxn;
import dev.paddock.wire.txn.Transaction;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All sessions that there are, on the one server that ends those whose clients fall silent. */
final class LivingSessions {
    private final Clock clock;
    private final Consumer<Input> later;
    private final SessionExpiry expiry;
    private final Pause pause;

    /** Every session that there was gets its whole time again. */
    LivingSessions(State state, int tickMillis, Clock clock, Consumer<Input> later) {
        this.clock = clock;
        this.later = later;
        this.expiry = new SessionExpiry(tickMillis);
        this.pause = new Pause(TimeUnit.MILLISECONDS.toNanos(tickMillis), clock.nanoTime());
        state.forEachSession(session -> expiry.heardOf(session.id(), session.timeoutMillis(), nowMillis()));
    }

    /** From the proposal of its end on, nobody takes a session for alive. */
    void proposed(Transaction transaction) {
        if (transaction.txn() instanceof CloseSessionTxn) {
            expiry.end(transaction.header().sessionId());
        }
    }

    /** Sessions begin and end for all at the same transaction. */
    void delivered(Transaction transaction) {
        if (transaction.txn() instanceof CreateSessionTxn created) {
            expiry.heardOf(transaction.header().sessionId(), created.timeoutMillis(), nowMillis());
        } else if (transaction.txn() instanceof CloseSessionTxn) {
            expiry.remove(transaction.header().sessionId());
        }
    }

    /** Its client is back, or was heard of at another server. False if the session is none, or is ending. */
    boolean goesOn(long session, int timeoutMillis) {
        boolean isAlive = expiry.isAlive(session);
        if (isAlive) {
            expiry.heardOf(session, timeoutMillis, nowMillis());
        }
        return isAlive;
    }

    void touched(long session, long nanoTime) {
        expiry.touch(session, TimeUnit.NANOSECONDS.toMillis(nanoTime));
    }

    void silent(long session) {
        if (expiry.end(session)) {
            later.accept(new Input.Expired(session));
        }
    }

    void tick() {
        if (pause.isOverAt(clock.nanoTime())) {
            List<Long> due = expiry.due(nowMillis());
            if (!due.isEmpty()) {
                later.accept(new Input.TouchesAsked(due));
            }
        }
    }

    long millisLeft(long session) {
        return expiry.isAlive(session) ? Math.max(0, expiry.endOf(session) - nowMillis()) : -1;
    }

    private long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanoTime());
    }
}
