package dev.paddock.datatree.differential;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.Result;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.WatchKind;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.AuthenticationRefused;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.acl.RequiredSchemes;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Tip;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.AddWatchRequest;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.CheckWatchesRequest;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.ErrorResponse;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.RemoveWatchesRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SaslResponse;
import dev.paddock.wire.proto.SetWatchesRequest;
import dev.paddock.wire.proto.WatcherEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Paddock's state with as little of a server around it as answers clients: no network, no time, no disk, one thread.
 * Each frame is answered before the next one is taken.
 */
final class PaddockInMemory implements Target {
    private static final long NO_ZXID = -1;

    private final PaddockSettings settings;
    private final AuthProviders providers;
    private final RequiredSchemes required;
    private final AclRules acls;
    private final Operations operations;

    /** In the order in which they were opened. */
    private final List<Client> clients = new ArrayList<>();

    private final Map<Long, Bytes> passwords = new HashMap<>();

    /** Ids as those of a server of number 1. */
    private long lastSessionId = 1L << 56;

    private final Tip tip;

    private PaddockInMemory(PaddockSettings settings) {
        this.settings = settings;
        providers = settings.providers();
        required = settings.requiredSchemes(providers);
        acls = new AclRules(providers, settings.skipAcl());
        operations = new Operations(acls, settings.rules());
        tip = new Tip(settings.state());
    }

    static PaddockInMemory start(Settings settings) {
        return new PaddockInMemory(new PaddockSettings(settings));
    }

    @Override
    public Connection open() {
        Client client = new Client();
        clients.add(client);
        return client;
    }

    @Override
    public String log() {
        return tip.state().toString();
    }

    @Override
    public void close() {
        clients.clear();
    }

    private final class Client implements Connection, dev.paddock.datatree.acl.Connection {
        private final Deque<byte[]> sent = new ArrayDeque<>();
        private final Watches watches = new Watches();
        private Identities identities = Identities.of(new Id("ip", remoteAddress()));
        private long sessionId;
        private boolean closed;

        @Override
        public void send(byte[] frame) {
            if (closed) {
                return;
            }
            JuteReader in = new JuteReader(Unpooled.wrappedBuffer(frame));
            if (sessionId == 0) {
                connect(this, ConnectRequest.read(in));
            } else {
                answer(this, RequestHeader.read(in), in);
            }
        }

        @Override
        public byte[] receive() {
            if (sent.isEmpty() && !closed) {
                throw new AssertionError("there is nothing more to come");
            }
            return sent.poll();
        }

        @Override
        public void close() {
            closed = true;
            clients.remove(this);
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }

        @Override
        public List<X509Certificate> certificates() {
            return List.of();
        }

        void write(JuteRecord... records) {
            ByteBuf frame = Unpooled.buffer();
            JuteWriter out = new JuteWriter(frame);
            for (JuteRecord record : records) {
                out.record(record);
            }
            sent.add(ByteBufUtil.getBytes(frame));
        }

        void reply(int xid, Result result) {
            ReplyHeader header =
                    new ReplyHeader(xid, tip.lastZxid().value(), result.error().code());
            if (result.response() == null) {
                write(header);
            } else {
                write(header, result.response());
            }
        }

        void refuse(int xid, long zxid, ErrorCode error) {
            write(new ReplyHeader(xid, zxid, error.code()));
            close();
        }

        void notify(long zxid, EventType type, Utf8 path) {
            write(new ReplyHeader(ReplyHeader.NOTIFICATION_XID, zxid, 0), WatcherEvent.of(type, path));
        }

        Caller caller() {
            return new Caller(sessionId, identities);
        }
    }

    private void connect(Client client, ConnectRequest request) {
        if (request.lastZxidSeen() > tip.lastZxid().value()) {
            client.close();
            return;
        }
        int timeoutMillis = settings.timeoutMillis(request.timeoutMillis());
        if (request.sessionId() == 0) {
            client.sessionId = ++lastSessionId;
            passwords.put(client.sessionId, newPassword(client.sessionId));
            advance(operations.createSession(tip, timeoutMillis, context(client, 0)));
        } else if (mayResume(request)) {
            clients.stream()
                    .filter(former -> former.sessionId == request.sessionId())
                    .toList()
                    .forEach(Client::close);
            client.sessionId = request.sessionId();
        } else {
            client.write(ConnectResponse.refusal(false, request.hasReadOnly()));
            client.close();
            return;
        }
        Bytes password = passwords.get(client.sessionId);
        client.write(new ConnectResponse(0, timeoutMillis, client.sessionId, password, false, request.hasReadOnly()));
    }

    private boolean mayResume(ConnectRequest request) {
        return tip.state().session(request.sessionId()) != null
                && passwords.get(request.sessionId()).equals(request.password());
    }

    private static Bytes newPassword(long sessionId) {
        byte[] password = new byte[ConnectResponse.PASSWORD_SIZE];
        password[0] = (byte) sessionId;
        password[1] = 1;
        return Bytes.wrap(password);
    }

    private void answer(Client client, RequestHeader header, JuteReader in) {
        OpCode op = OpCode.ofCode(header.type());
        if (op == OpCode.AUTH) {
            authenticate(client, header.xid(), (AuthRequest) Request.read(op, in));
        } else if (op == OpCode.SASL) {
            client.write(new ReplyHeader(header.xid(), 0, 0), new SaslResponse(null));
        } else if (!required.areMetBy(client.identities)) {
            client.refuse(header.xid(), 0, ErrorCode.SESSION_CLOSED_REQUIRE_SASL_AUTH);
        } else if (op == null || !Request.isAsked(op) || op == OpCode.DELETE_CONTAINER) {
            client.refuse(header.xid(), NO_ZXID, ErrorCode.UNIMPLEMENTED);
        } else {
            try {
                answer(client, header.xid(), Request.read(op, in));
            } catch (JuteException undecodable) {
                client.reply(header.xid(), undecodable(client, op, header.xid()));
            }
        }
    }

    /** As ZooKeeper does, which uses up a zxid for a multi and for nothing else. */
    private Result undecodable(Client client, OpCode op, int xid) {
        if (op == OpCode.MULTI) {
            advance(operations.refuse(tip, ErrorCode.MARSHALLING_ERROR, context(client, xid)));
        }
        return Result.of(ErrorCode.MARSHALLING_ERROR);
    }

    private void authenticate(Client client, int xid, AuthRequest request) {
        try {
            client.identities = providers.authenticate(client.identities, request.scheme(), client, request.auth());
            client.write(new ReplyHeader(xid, 0, 0));
        } catch (AuthenticationRefused refused) {
            client.refuse(xid, 0, ErrorCode.AUTH_FAILED);
        }
    }

    private void answer(Client client, int xid, Request request) {
        if (Operations.isWrite(request)) {
            Prepared prepared = operations.prepare(tip, request, context(client, xid));
            advance(prepared);
            client.reply(xid, prepared.result());
            if (request instanceof CloseSessionRequest) {
                client.close();
            }
        } else if (request instanceof PingRequest) {
            client.reply(ReplyHeader.PING_XID, Result.of(new EmptyResponse()));
        } else if (request instanceof AddWatchRequest added) {
            client.reply(xid, addWatch(client, added));
        } else if (request instanceof CheckWatchesRequest check) {
            Set<WatchKind> kinds = kinds(check.type());
            client.reply(xid, found(kinds, kinds != null && client.watches.has(check.path(), kinds)));
        } else if (request instanceof RemoveWatchesRequest remove) {
            Set<WatchKind> kinds = kinds(remove.type());
            client.reply(xid, found(kinds, kinds != null && client.watches.remove(remove.path(), kinds)));
        } else if (request instanceof SetWatchesRequest again) {
            setWatches(client, again);
            client.reply(xid, Result.of(new EmptyResponse()));
        } else {
            Result result = operations.read(tip.state(), request, client.caller());
            watch(client, request, result.error());
            client.reply(xid, result);
        }
    }

    private Context context(Client client, int xid) {
        return new Context(client.caller(), xid, tip.lastZxid().next(), System.currentTimeMillis());
    }

    private void advance(Prepared prepared) {
        for (WatchEvent event : prepared.events()) {
            for (Client client : clients) {
                if (client.watches.hear(event)
                        && acls.isPermitted(event.acl(), Permission.READ, client.identities, event.path())) {
                    client.notify(tip.lastZxid().value(), event.type(), event.path());
                }
            }
        }
    }

    private static void watch(Client client, Request request, ErrorCode error) {
        boolean found = error == ErrorCode.OK;
        if (request instanceof ExistsRequest exists && exists.watch() && (found || error == ErrorCode.NO_NODE)) {
            client.watches.add(exists.path(), WatchKind.DATA);
        } else if (request instanceof GetDataRequest getData && getData.watch() && found) {
            client.watches.add(getData.path(), WatchKind.DATA);
        } else if (request instanceof GetChildrenRequest getChildren && getChildren.watch() && found) {
            client.watches.add(getChildren.path(), WatchKind.CHILD);
        }
    }

    private static Result addWatch(Client client, AddWatchRequest request) {
        if (request.mode() != 0 && request.mode() != 1) {
            return Result.of(ErrorCode.MARSHALLING_ERROR);
        }
        client.watches.add(request.path(), request.mode() == 0 ? WatchKind.PERSISTENT : WatchKind.PERSISTENT_RECURSIVE);
        Response done = new ErrorResponse(0);
        return Result.of(done);
    }

    private static Result found(Set<WatchKind> asked, boolean found) {
        if (asked == null) {
            return Result.of(ErrorCode.MARSHALLING_ERROR);
        }
        return found ? Result.of(new EmptyResponse()) : Result.of(ErrorCode.NO_WATCHER);
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

    /** What has happened since is told at once, by events of no zxid; the rest is watched on. */
    private void setWatches(Client client, SetWatchesRequest request) {
        for (Utf8 path : request.data()) {
            Znode znode = tip.state().find(path);
            if (znode == null) {
                client.notify(NO_ZXID, EventType.NODE_DELETED, path);
            } else if (znode.mzxid() > request.relativeZxid()) {
                client.notify(NO_ZXID, EventType.NODE_DATA_CHANGED, path);
            } else {
                client.watches.add(path, WatchKind.DATA);
            }
        }
        for (Utf8 path : request.exist()) {
            if (tip.state().find(path) != null) {
                client.notify(NO_ZXID, EventType.NODE_CREATED, path);
            } else {
                client.watches.add(path, WatchKind.DATA);
            }
        }
        for (Utf8 path : request.child()) {
            Znode znode = tip.state().find(path);
            if (znode == null) {
                client.notify(NO_ZXID, EventType.NODE_DELETED, path);
            } else if (znode.pzxid() > request.relativeZxid()) {
                client.notify(NO_ZXID, EventType.NODE_CHILDREN_CHANGED, path);
            } else {
                client.watches.add(path, WatchKind.CHILD);
            }
        }
        request.persistent().forEach(path -> client.watches.add(path, WatchKind.PERSISTENT));
        request.recursive().forEach(path -> client.watches.add(path, WatchKind.PERSISTENT_RECURSIVE));
    }
}
