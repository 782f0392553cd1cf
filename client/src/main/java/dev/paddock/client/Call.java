package dev.paddock.client;

import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.proto.Request;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A request on its way, and where its answer goes. Its caller makes it, the session's loop owns it until there is an
 * outcome, and whoever runs callbacks delivers that.
 */
final class Call<T> extends Handoff.Item {
    private static final WatchChange NO_CHANGE = new WatchChange() {};

    final String operation;

    /** As the caller gave it; null for operations without one. */
    final String path;

    final Request request;
    final CompletableFuture<T> future = new CompletableFuture<>();

    private final Function<JuteReader, T> decoder;

    /** The result if there is no such znode; null if that is a failure. */
    private T missing;

    WatchChange watchChange = NO_CHANGE;

    /** Delivered by the loop itself, since nothing of a user's hangs on the future. */
    boolean isDirect;

    /** Doing it twice is as good as once. */
    boolean isIdempotent;

    /** Of what the client asks for itself: not counted. */
    boolean isInternal;

    int xid;
    long deadlineNanos;

    /** Its deadline has passed and its caller was told, but it is still in the queue of what awaits an answer. */
    boolean isAbandoned;

    private T result;
    private PaddockException failure;

    /** To be run once, when this is neither in a queue of the session nor to be delivered any more. */
    private Runnable afterwards = () -> {};

    Call(String operation, String path, Request request, Function<JuteReader, T> decoder) {
        this.operation = operation;
        this.path = path;
        this.request = request;
        this.decoder = decoder;
    }

    /** A request that nobody outside has asked for and whose answer says no more than yes or no. */
    static Call<Void> internal(String operation, Request request) {
        Call<Void> call = new Call<>(operation, null, request, in -> null);
        call.isInternal = true;
        call.isDirect = true;
        return call;
    }

    Call<T> idempotent() {
        isIdempotent = true;
        return this;
    }

    Call<T> orIfMissing(T result) {
        missing = result;
        return this;
    }

    Call<T> changing(WatchChange change) {
        watchChange = change;
        return this;
    }

    void afterwards(Runnable released) {
        afterwards = released;
    }

    /** For one that was abandoned: it has left the session's queue. */
    void release() {
        afterwards.run();
    }

    /** The answer has come: it becomes the outcome. */
    void answer(int err, JuteReader body, Watches watches) {
        if (err == 0) {
            try {
                result = decoder.apply(body);
                watchChange.answered(watches, true);
            } catch (PaddockException refused) {
                fail(refused, watches);
            }
        } else if (err == ErrorCode.NO_NODE.code() && missing != null) {
            result = missing;
            watchChange.answered(watches, false);
        } else {
            fail(RefusedException.of(err, operation, path), watches);
        }
    }

    void fail(PaddockException reason, Watches watches) {
        failure = reason;
        watchChange.failed(watches);
    }

    /** Without a session: it is not sent. */
    void failAtOnce(PaddockException reason) {
        future.completeExceptionally(reason);
    }

    /** Tells who waits. */
    @Override
    void run() {
        if (failure == null) {
            future.complete(result);
        } else {
            future.completeExceptionally(failure);
        }
        if (!isAbandoned) {
            afterwards.run();
        }
    }
}
