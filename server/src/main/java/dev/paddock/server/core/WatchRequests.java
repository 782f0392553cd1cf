package dev.paddock.server.core;

import dev.paddock.datatree.Result;
import dev.paddock.datatree.State;
import dev.paddock.datatree.WatchKind;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.op.Operations;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.EventType;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.AddWatchRequest;
import dev.paddock.wire.proto.CheckWatchesRequest;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.ErrorResponse;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.RemoveWatchesRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetWatchesRequest;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;

/** Requests that change nothing and yet are the core's: whatever sets a watch or asks about one, and reads behind writes. */
final class WatchRequests {
    /** So many paths of a setWatches are looked up in one go. */
    private static final int SLICE = 500;

    private final Operations operations;
    private final AclRules acls;
    private final PlainReads reads;
    private final Watches watches;
    private final Batch batch;

    WatchRequests(Operations operations, AclRules acls, Watches watches, Batch batch) {
        this.operations = operations;
        this.acls = acls;
        this.reads = new PlainReads(acls);
        this.watches = watches;
        this.batch = batch;
    }

    /** Answers at once and returns null, or returns what there is to do until it can be answered. */
    Slices answer(State state, ClientRequest asked) {
        Request request = asked.request();
        if (request instanceof SetWatchesRequest again) {
            return new SetAgain(asked, again);
        } else if (request instanceof GetDataRequest read) {
            read(state, asked, read.path(), read.watch() ? WatchKind.DATA : null);
        } else if (request instanceof ExistsRequest read) {
            read(state, asked, read.path(), read.watch() ? WatchKind.DATA : null);
        } else if (request instanceof GetChildrenRequest read) {
            read(state, asked, read.path(), read.watch() ? WatchKind.CHILD : null);
        } else if (request instanceof AddWatchRequest added) {
            reply(state, asked, add(asked.link, added));
        } else if (request instanceof CheckWatchesRequest check) {
            Set<WatchKind> kinds = kinds(check.type());
            reply(state, asked, found(kinds, kinds != null && watches.has(asked.link, check.path(), kinds)));
        } else if (request instanceof RemoveWatchesRequest remove) {
            Set<WatchKind> kinds = kinds(remove.type());
            reply(state, asked, found(kinds, kinds != null && watches.remove(asked.link, remove.path(), kinds)));
        } else if (request instanceof PingRequest) {
            reply(state, asked, Result.of(new EmptyResponse()));
        } else {
            reply(state, asked, operations.read(state, request, asked.caller()));
        }
        return null;
    }

    /** From here on nothing is missed: the watch is set on the very state that is read. */
    private void read(State state, ClientRequest asked, Utf8 path, WatchKind kind) {
        ErrorCode error = reads.judge(asked.op(), state, path, asked.identities());
        boolean isWatchable = error == ErrorCode.OK || error == ErrorCode.NO_NODE && asked.op() == OpCode.EXISTS;
        if (kind != null && isWatchable) {
            watch(asked.link, path, kind);
        }
        long zxid = state.lastZxid().value();
        batch.send(
                asked.link,
                error == ErrorCode.OK
                        ? Outgoing.Reply.of(asked, zxid, state.find(path))
                        : Outgoing.Reply.of(asked, zxid, error));
    }

    private void reply(State state, ClientRequest asked, Result result) {
        batch.send(asked.link, Outgoing.Reply.of(asked, state.lastZxid().value(), result));
    }

    private Result add(ClientLink link, AddWatchRequest request) {
        WatchKind kind = switch (request.mode()) {
            case 0 -> WatchKind.PERSISTENT;
            case 1 -> WatchKind.PERSISTENT_RECURSIVE;
            default -> null;
        };
        if (kind == null || request.path() == null) {
            return Result.of(ErrorCode.MARSHALLING_ERROR);
        }
        watch(link, request.path(), kind);
        return Result.of(new ErrorResponse(0));
    }

    private static Result found(Set<WatchKind> asked, boolean isFound) {
        if (asked == null) {
            return Result.of(ErrorCode.MARSHALLING_ERROR);
        }
        return isFound ? Result.of(new EmptyResponse()) : Result.of(ErrorCode.NO_WATCHER);
    }

    /** The kinds that a number stands for, or null. */
    private static Set<WatchKind> kinds(int type) {
        return switch (type) {
            case 1 -> EnumSet.of(WatchKind.CHILD);
            case 2 -> EnumSet.of(WatchKind.DATA);
            case 3 -> EnumSet.allOf(WatchKind.class);
            case 4 -> EnumSet.of(WatchKind.PERSISTENT);
            case 5 -> EnumSet.of(WatchKind.PERSISTENT_RECURSIVE);
            default -> null;
        };
    }

    /** Not for a connection that has ended meanwhile: nobody would take its watches away again. */
    private void watch(ClientLink link, Utf8 path, WatchKind kind) {
        if (!link.isGone && !link.isOver()) {
            watches.add(link, path, kind);
        }
    }

    /** How a watch that is set again came to be, in the order in which they are. */
    private enum Former {
        DATA,
        EXIST,
        CHILD,
        PERSISTENT,
        RECURSIVE
    }

    /**
     * Watches that a client had before it came back. What has happened since is told at once, by events of no zxid; the
     * rest is watched on. Each path is looked up in the state of its slice, and from then on its watch is set.
     */
    private final class SetAgain extends Slices {
        private final long relativeZxid;
        private final EnumMap<Former, Iterator<Utf8>> left = new EnumMap<>(Former.class);

        SetAgain(ClientRequest asked, SetWatchesRequest again) {
            super(asked);
            relativeZxid = again.relativeZxid();
            left.put(Former.DATA, again.data().iterator());
            left.put(Former.EXIST, again.exist().iterator());
            left.put(Former.CHILD, again.child().iterator());
            left.put(Former.PERSISTENT, again.persistent().iterator());
            left.put(Former.RECURSIVE, again.recursive().iterator());
        }

        @Override
        boolean step(State state) {
            int done = 0;
            for (Former former : Former.values()) {
                Iterator<Utf8> paths = left.get(former);
                while (paths.hasNext()) {
                    if (done++ == SLICE) {
                        return true;
                    }
                    set(state, former, paths.next());
                }
            }
            reply(state, request(), Result.of(new EmptyResponse()));
            return false;
        }

        private void set(State state, Former former, Utf8 path) {
            Znode znode = state.find(path);
            switch (former) {
                case DATA -> setOrTell(znode, path, WatchKind.DATA, EventType.NODE_DATA_CHANGED);
                case CHILD -> setOrTell(znode, path, WatchKind.CHILD, EventType.NODE_CHILDREN_CHANGED);
                case EXIST -> {
                    if (znode == null) {
                        watch(request().link, path, WatchKind.DATA);
                    } else {
                        tell(znode, path, EventType.NODE_CREATED);
                    }
                }
                case PERSISTENT -> watch(request().link, path, WatchKind.PERSISTENT);
                case RECURSIVE -> watch(request().link, path, WatchKind.PERSISTENT_RECURSIVE);
            }
        }

        private void setOrTell(Znode znode, Utf8 path, WatchKind kind, EventType changed) {
            if (znode == null) {
                tell(null, path, EventType.NODE_DELETED);
            } else if ((kind == WatchKind.DATA ? znode.mzxid() : znode.pzxid()) > relativeZxid) {
                tell(znode, path, changed);
            } else {
                watch(request().link, path, kind);
            }
        }

        /** As with a watch that is still set, nothing is told of what the client may not read. */
        private void tell(Znode znode, Utf8 path, EventType type) {
            ClientLink link = request().link;
            if (znode == null || acls.isPermitted(znode.acl(), Permission.READ, link.identities(), path)) {
                batch.send(link, new EventFrame(EventFrame.NO_ZXID, type, path).event());
            }
        }
    }
}
