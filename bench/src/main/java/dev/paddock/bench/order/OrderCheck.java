package dev.paddock.bench.order;

import dev.paddock.bench.order.Violation.Kind;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetChildren2Response;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.GetDataResponse;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.StatResponse;
import dev.paddock.wire.proto.SyncRequest;
import dev.paddock.wire.proto.WatcherEvent;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of order, for one connection: it is told of each request that goes out and each frame that comes in, in their
 * order. Which znodes there are is said by {@link OrderNodes}.
 *
 * <p>A reply to auth may come before its turn: ZooKeeper answers it at once. It has no zxid either.
 */
final class OrderCheck {
    static final int AUTH_XID = -4;

    private static final int KEPT = 20;

    /** What a watch is set to where the znode is missing. */
    private static final long MISSING = 0;

    /** Nobody but this session creates and deletes it. */
    private final Utf8 own;

    private final History history;
    private final Trace trace = new Trace();
    private final List<Violation> violations = new ArrayList<>();
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private int authsWaiting;

    /** By path: what this session knows to have happened. */
    private final Map<Utf8, Known> data = new HashMap<>();

    private final Map<Utf8, Known> children = new HashMap<>();

    /** By path: the zxid of the last change that the reply showed with which the watch was set. */
    private final Map<Utf8, Armed> dataWatches = new HashMap<>();

    private final Map<Utf8, Armed> childWatches = new HashMap<>();

    private boolean isOwnPresent;
    private long lastReplyZxid;
    private long lastEventZxid;
    private long replies;
    private long events;
    private long violationCount;

    private record Asked(int xid, Request request) {}

    /** @param isOwn whether this session made that change, or else has seen it */
    private record Known(long zxid, boolean isOwn, boolean isByEvent) {}

    /** @param version of the data, or -1 if it does not matter */
    private record Armed(long zxid, int version) {}

    OrderCheck(int number, History history) {
        own = OrderNodes.ownOf(number);
        this.history = history;
    }

    void sent(int xid, Request request) {
        trace.sent(xid, request);
        if (request instanceof AuthRequest) {
            authsWaiting++;
        } else {
            waiting.add(new Asked(xid, request));
        }
    }

    void received(byte[] frame) {
        trace.received(frame);
        JuteReader in = new JuteReader(Unpooled.wrappedBuffer(frame));
        try {
            ReplyHeader header = ReplyHeader.read(in);
            if (header.xid() == ReplyHeader.NOTIFICATION_XID) {
                events++;
                event(header.zxid(), WatcherEvent.read(in));
            } else {
                replies++;
                reply(header, in);
            }
        } catch (JuteException broken) {
            violated(Kind.UNEXPECTED, broken.getMessage());
        }
    }

    /** Nothing more will come. */
    void finish() {
        if (inFlight() > 0) {
            violated(Kind.NO_REPLY, inFlight() + " requests, the first of which is " + waiting.peek());
        }
    }

    /** The server has closed the connection, or is gone. */
    void lost(String message) {
        violated(Kind.CONNECTION_LOST, message + ", with " + inFlight() + " requests in flight");
    }

    int inFlight() {
        return waiting.size() + authsWaiting;
    }

    long replies() {
        return replies;
    }

    long events() {
        return events;
    }

    /** The first of them; there may be more. */
    List<Violation> violations() {
        return List.copyOf(violations);
    }

    long violationCount() {
        return violationCount;
    }

    // Replies.

    private void reply(ReplyHeader header, JuteReader in) {
        if (header.xid() == AUTH_XID) {
            authReply(header);
            return;
        }
        Asked asked = waiting.peek();
        if (asked == null || asked.xid() != header.xid()) {
            violated(Kind.REPLY_OUT_OF_ORDER, "a reply to xid " + header.xid() + ", and next is " + asked);
            waiting.removeIf(each -> each.xid() == header.xid());
            return;
        }
        waiting.remove();
        zxidOfReply(header.zxid());
        Request request = asked.request();
        if (header.err() != 0) {
            refusal(request, header);
        } else {
            result(request, header.zxid(), Response.read(request.op(), in));
            if (in.remaining() > 0) {
                violated(Kind.UNEXPECTED, in.remaining() + " bytes behind the end");
            }
        }
    }

    private void authReply(ReplyHeader header) {
        if (authsWaiting == 0) {
            violated(Kind.REPLY_OUT_OF_ORDER, "a reply to auth, which nobody waits for");
            return;
        }
        authsWaiting--;
        if (header.err() != 0) {
            violated(Kind.UNEXPECTED, "error " + header.err() + " to auth");
        }
    }

    private void zxidOfReply(long zxid) {
        if (zxid < lastReplyZxid) {
            violated(Kind.ZXID_WENT_BACK, "from 0x%x to 0x%x".formatted(lastReplyZxid, zxid));
        }
        if (zxid < lastEventZxid) {
            violated(Kind.REPLY_BEFORE_CHANGE, "zxid 0x%x behind the event of 0x%x".formatted(zxid, lastEventZxid));
        }
        lastReplyZxid = Math.max(lastReplyZxid, zxid);
    }

    private void refusal(Request request, ReplyHeader header) {
        ErrorCode error = ErrorCode.ofCode(header.err());
        if (request instanceof CreateRequest create && error == ErrorCode.NODE_EXISTS) {
            showsPresent(create.path());
        } else if (request instanceof DeleteRequest delete && error == ErrorCode.NO_NODE) {
            showsMissing(delete.path(), header.zxid());
        } else if (request instanceof ExistsRequest exists && error == ErrorCode.NO_NODE) {
            showsMissing(exists.path(), header.zxid());
            if (exists.watch()) {
                dataWatches.putIfAbsent(exists.path(), new Armed(MISSING, -1));
            }
        } else {
            violated(Kind.UNEXPECTED, "error " + header.err() + " to " + request);
        }
    }

    private void result(Request request, long zxid, Response response) {
        if (request instanceof GetDataRequest get && response instanceof GetDataResponse got) {
            showsData(get.path(), got.stat(), got.data(), get.watch());
        } else if (request instanceof ExistsRequest exists && response instanceof StatResponse got) {
            showsData(exists.path(), got.stat(), null, exists.watch());
        } else if (request instanceof GetChildrenRequest list && response instanceof GetChildren2Response got) {
            showsChildren(list.path(), got.stat().pzxid(), list.watch());
        } else if (request instanceof SetDataRequest set && response instanceof StatResponse done) {
            wrote(set, zxid, done.stat());
        } else if (request instanceof CreateRequest create) {
            created(create.path(), zxid);
        } else if (request instanceof DeleteRequest delete) {
            deleted(delete.path(), zxid);
        } else if (request instanceof MultiRequest multi && response instanceof MultiResponse done) {
            multi(multi, zxid, done);
        } else if (!(request instanceof PingRequest || request instanceof SyncRequest)) {
            throw new AssertionError("no rule for " + request);
        }
    }

    // What writes of this session have done.

    private void wrote(SetDataRequest set, long zxid, Stat stat) {
        if (stat.mzxid() != zxid) {
            violated(Kind.CONTRADICTION, "a write of zxid 0x%x has mzxid 0x%x".formatted(zxid, stat.mzxid()));
        }
        tell(set.path(), stat, token(set.data()));
        showsDataChange(set.path(), stat.mzxid());
        data.put(set.path(), new Known(zxid, true, false));
    }

    private void created(Utf8 path, long zxid) {
        showsDataChange(path, zxid);
        data.put(path, new Known(zxid, true, false));
        isOwnPresent |= path.equals(own);
        changedChildrenOf(path, zxid);
    }

    private void deleted(Utf8 path, long zxid) {
        if (dataWatches.containsKey(path)) {
            violated(Kind.CHANGE_BEFORE_EVENT, path + " is deleted, and the watch on it has told nothing");
            dataWatches.remove(path);
        }
        data.put(path, new Known(zxid, true, false));
        isOwnPresent &= !path.equals(own);
        changedChildrenOf(path, zxid);
    }

    private void changedChildrenOf(Utf8 path, long zxid) {
        Utf8 parent = OrderNodes.parentOf(path);
        showsChange(childWatches, parent, zxid, "the children of ");
        children.put(parent, new Known(zxid, true, false));
    }

    private void multi(MultiRequest multi, long zxid, MultiResponse done) {
        for (int part = 0; part < multi.operations().size(); part++) {
            Request request = multi.operations().get(part);
            Response response = done.results().get(part).response();
            if (request instanceof SetDataRequest set && response instanceof StatResponse wrote) {
                wrote(set, zxid, wrote.stat());
            } else {
                violated(Kind.UNEXPECTED, response + " to " + request);
            }
        }
    }

    // What reads show.

    private void showsData(Utf8 path, Stat stat, Bytes content, boolean watch) {
        tell(path, stat, content == null ? null : token(content));
        notOlderThanKnown(data, path, stat.mzxid());
        showsPresent(path);
        showsDataChange(path, stat.mzxid());
        if (watch) {
            dataWatches.putIfAbsent(path, new Armed(stat.mzxid(), stat.version()));
        }
    }

    private void showsChildren(Utf8 path, long pzxid, boolean watch) {
        notOlderThanKnown(children, path, pzxid);
        showsChange(childWatches, path, pzxid, "the children of ");
        if (watch) {
            childWatches.putIfAbsent(path, new Armed(pzxid, -1));
        }
    }

    private void showsDataChange(Utf8 path, long zxid) {
        showsChange(dataWatches, path, zxid, "");
    }

    private void showsChange(Map<Utf8, Armed> watches, Utf8 path, long zxid, String what) {
        Armed armed = watches.get(path);
        if (armed != null && armed.zxid() != zxid) {
            violated(
                    Kind.CHANGE_BEFORE_EVENT,
                    "%s%s changed at 0x%x, and the watch set at 0x%x has told nothing"
                            .formatted(what, path, zxid, armed.zxid()));
            watches.remove(path);
        }
    }

    private void showsPresent(Utf8 path) {
        if (path.equals(own) && !isOwnPresent) {
            violated(Kind.OWN_WRITE_UNSEEN, path + " is there, but this session has not created it or has deleted it");
        }
        Armed armed = dataWatches.get(path);
        if (armed != null && armed.zxid() == MISSING) {
            violated(Kind.CHANGE_BEFORE_EVENT, path + " is there, and the watch for it has told nothing");
            dataWatches.remove(path);
        }
    }

    private void showsMissing(Utf8 path, long at) {
        if (path.equals(own) && isOwnPresent) {
            violated(Kind.OWN_WRITE_UNSEEN, path + " is missing, but this session has created it");
        }
        Armed armed = dataWatches.get(path);
        if (armed != null && armed.zxid() != MISSING) {
            violated(Kind.CHANGE_BEFORE_EVENT, path + " is gone, and the watch on it has told nothing");
            dataWatches.remove(path);
        }
        Known known = data.get(path);
        if (known != null && at < known.zxid()) {
            violated(
                    Kind.READ_WENT_BACK,
                    "%s is missing at 0x%x, but was changed at 0x%x".formatted(path, at, known.zxid()));
        }
    }

    private void notOlderThanKnown(Map<Utf8, Known> knowledge, Utf8 path, long zxid) {
        Known known = knowledge.get(path);
        if (known != null && zxid < known.zxid()) {
            Kind kind = known.isByEvent()
                    ? Kind.REPLY_BEFORE_CHANGE
                    : known.isOwn() ? Kind.OWN_WRITE_UNSEEN : Kind.READ_WENT_BACK;
            violated(kind, "%s as of 0x%x, but it was changed at 0x%x".formatted(path, zxid, known.zxid()));
        } else if (known == null || zxid > known.zxid()) {
            knowledge.put(path, new Known(zxid, false, false));
        }
    }

    private void tell(Utf8 path, Stat stat, Long token) {
        if (OrderNodes.isPermanent(path)) {
            String contradiction = history.tell(path, stat.version(), stat.mzxid(), token);
            if (contradiction != null) {
                violated(Kind.CONTRADICTION, contradiction);
            }
        }
    }

    /** What a write of ours left in the data; the first content is shorter and is no token. */
    private static Long token(Bytes content) {
        return content.length() < Long.BYTES
                ? null
                : ByteBuffer.wrap(content.array()).getLong();
    }

    // Events.

    private void event(long zxid, WatcherEvent event) {
        if (zxid <= lastReplyZxid) {
            violated(Kind.EVENT_AFTER_REPLY, "of 0x%x, behind a reply of 0x%x".formatted(zxid, lastReplyZxid));
        }
        if (zxid < lastEventZxid) {
            violated(Kind.EVENT_OUT_OF_ORDER, "of 0x%x, behind one of 0x%x".formatted(zxid, lastEventZxid));
        }
        lastEventZxid = Math.max(lastEventZxid, zxid);
        boolean isOfChildren = event.type() == EventType.NODE_CHILDREN_CHANGED;
        Armed armed = (isOfChildren ? childWatches : dataWatches).remove(event.path());
        if (armed == null) {
            violated(Kind.EVENT_WITHOUT_WATCH, event.toString());
            return;
        }
        if (!isPossible(event.type(), armed)) {
            violated(Kind.WRONG_EVENT, event + " of a watch set at 0x%x".formatted(armed.zxid()));
        }
        if (event.type() == EventType.NODE_DATA_CHANGED && OrderNodes.isPermanent(event.path())) {
            String contradiction = history.tell(event.path(), armed.version() + 1, zxid, null);
            if (contradiction != null) {
                violated(Kind.WRONG_EVENT, "it is not that of the first change: " + contradiction);
            }
        }
        (isOfChildren ? children : data).put(event.path(), new Known(zxid, false, true));
    }

    private static boolean isPossible(EventType type, Armed armed) {
        return switch (type) {
            case NODE_CREATED -> armed.zxid() == MISSING;
            case NODE_DELETED, NODE_DATA_CHANGED -> armed.zxid() != MISSING;
            case NODE_CHILDREN_CHANGED -> true;
        };
    }

    private void violated(Kind kind, String text) {
        violationCount++;
        if (violations.size() < KEPT) {
            violations.add(new Violation(kind, text, trace.lines()));
        }
    }
}
