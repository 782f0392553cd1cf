package dev.paddock.server.core;

import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Reign;
import dev.paddock.zab.message.Touch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a follower or an observer asks of its leader for its clients while it serves. It goes with the reign. */
final class Learnership {
    private final Reign reign;
    private final Consumer<dev.paddock.zab.Input> peer;
    private final Supplier<Zxid> received;
    private final Consumer<Input> later;

    /** Who waits for the leader's word on a session, in the order of asking, which is that of the answers. */
    private final Queue<Attachment> attachments = new ArrayDeque<>();

    /** Heard of before they lost their connection, since the leader last asked. */
    private final Map<Long, Touch> departed = new LinkedHashMap<>();

    private record Attachment(ClientLink link, ConnectRequest request, int timeoutMillis) {}

    Learnership(Reign reign, Consumer<dev.paddock.zab.Input> peer, Supplier<Zxid> received, Consumer<Input> later) {
        this.reign = reign;
        this.peer = peer;
        this.received = received;
        this.later = later;
    }

    /** What has been received by now was made of something else. */
    void forward(ClientRequest request) {
        request.forwardedBehind = received.get();
        peer.accept(new dev.paddock.zab.Input.Forwarded(reign, LearnerRequest.ofClient(request)));
    }

    void attach(ClientLink link, ConnectRequest request, int timeoutMillis) {
        attachments.add(new Attachment(link, request, timeoutMillis));
        peer.accept(new dev.paddock.zab.Input.RevalidationAsked(reign, request.sessionId(), timeoutMillis));
    }

    void revalidated(long session, boolean isValid) {
        for (Iterator<Attachment> asked = attachments.iterator(); asked.hasNext(); ) {
            Attachment next = asked.next();
            if (next.request().sessionId() == session) {
                asked.remove();
                later.accept(new Input.Attached(next.link(), next.request(), next.timeoutMillis(), isValid));
                return;
            }
        }
        // An answer that nobody waits for; ZooKeeper ignores it, and so do we.
    }

    void touched(long session, int timeoutMillis) {
        departed.put(session, new Touch(session, timeoutMillis));
    }

    /** The pipeline adds those whose clients are here. */
    void askTouches(Effect.AskTouches asked) {
        List<Touch> touches = new ArrayList<>(departed.values());
        departed.clear();
        later.accept(new Input.RecentTouchesAsked(attached -> {
            touches.addAll(attached);
            peer.accept(new dev.paddock.zab.Input.Touches(asked.link(), asked.lastProposed(), touches));
        }));
    }
}
