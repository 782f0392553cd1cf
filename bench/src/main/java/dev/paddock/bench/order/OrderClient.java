package dev.paddock.bench.order;

import dev.paddock.bench.load.FrameChannel;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.SyncRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One session that asks at random and keeps many requests in flight; its check sees all that goes out and comes in. */
final class OrderClient {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_REQUEST = 512;
    private static final int WINDOW = 48;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Bytes NO_TOKEN = Bytes.ofText("first");

    private final int number;
    private final Utf8 own;
    private final Random random;
    private final OrderCheck check;
    private final FrameChannel channel = new FrameChannel(BUFFER, BUFFER);
    private final ByteBuf request = Unpooled.buffer();
    private int lastXid;
    private long writes;

    OrderClient(int number, long seed, History history) {
        this.number = number;
        own = OrderNodes.ownOf(number);
        random = new Random(seed);
        check = new OrderCheck(number, history);
    }

    OrderCheck check() {
        return check;
    }

    void connect(InetSocketAddress server, Selector selector) throws IOException {
        channel.connect(server, PATIENCE);
        channel.register(selector, this);
    }

    /** Creates what has to be there before others ask for it, if it is not. */
    void createAll() throws IOException {
        put(create(OrderNodes.PASSING_PARENT));
        for (Utf8 path : OrderNodes.PERMANENT) {
            put(create(path));
        }
        channel.flush();
    }

    /** From here on its own znode is there exactly if it has created it: an earlier run may have left one. */
    void deleteOwn() throws IOException {
        put(new DeleteRequest(own, ExpectedVersion.ANY));
        channel.flush();
    }

    /** Asks a few more, now in small packets and now in large ones. */
    void ask() throws IOException {
        int more = 1 + random.nextInt(WINDOW / 2);
        while (more-- > 0 && check.inFlight() < WINDOW && channel.out().remaining() > LONGEST_REQUEST) {
            put(next());
        }
        channel.flush();
    }

    /** A last look at everything: a watch that should have told by then is found out by it. */
    void askAll() throws IOException {
        for (Utf8 path : OrderNodes.PERMANENT) {
            put(new GetDataRequest(path, false));
        }
        for (Utf8 path : OrderNodes.PASSING) {
            put(new ExistsRequest(path, false));
        }
        put(new GetChildrenRequest(OpCode.GET_CHILDREN2, OrderNodes.PASSING_PARENT, false));
        channel.flush();
    }

    void receive() throws IOException {
        channel.read();
        while (channel.next()) {
            check.received(channel.copy());
        }
        channel.flush();
    }

    void close() throws IOException {
        channel.close();
    }

    private Request next() {
        int dice = random.nextInt(100);
        if (dice < 34) {
            return new GetDataRequest(permanent(), random.nextBoolean());
        } else if (dice < 40) {
            return new ExistsRequest(permanent(), random.nextBoolean());
        } else if (dice < 58) {
            return write(permanent());
        } else if (dice < 63) {
            return multi();
        } else if (dice < 70) {
            return new ExistsRequest(passing(), random.nextBoolean());
        } else if (dice < 76) {
            return new GetChildrenRequest(OpCode.GET_CHILDREN2, OrderNodes.PASSING_PARENT, random.nextBoolean());
        } else if (dice < 83) {
            return create(passing());
        } else if (dice < 90) {
            return new DeleteRequest(passing(), ExpectedVersion.ANY);
        } else if (dice < 95) {
            return new PingRequest();
        } else if (dice < 98) {
            return new SyncRequest(permanent());
        } else {
            return new AuthRequest(0, "digest", Bytes.ofText("user-" + number + ":secret"));
        }
    }

    private Request write(Utf8 path) {
        byte[] token = new byte[Long.BYTES];
        ByteBuffer.wrap(token).putLong((long) number << 48 | ++writes);
        return new SetDataRequest(path, Bytes.wrap(token), ExpectedVersion.ANY);
    }

    private Request multi() {
        int first = random.nextInt(OrderNodes.PERMANENT.size());
        int second = (first + 1 + random.nextInt(OrderNodes.PERMANENT.size() - 1)) % OrderNodes.PERMANENT.size();
        return new MultiRequest(
                List.of(write(OrderNodes.PERMANENT.get(first)), write(OrderNodes.PERMANENT.get(second))));
    }

    private static Request create(Utf8 path) {
        return new CreateRequest(
                OpCode.CREATE, path, NO_TOKEN, Acl.OPEN, CreateMode.PERSISTENT.flags(), CreateRequest.NO_TTL);
    }

    private Utf8 permanent() {
        return OrderNodes.PERMANENT.get(random.nextInt(OrderNodes.PERMANENT.size()));
    }

    private Utf8 passing() {
        return random.nextInt(4) == 0 ? own : OrderNodes.PASSING.get(random.nextInt(OrderNodes.PASSING.size()));
    }

    private void put(Request next) {
        int xid = next instanceof PingRequest
                ? ReplyHeader.PING_XID
                : next instanceof AuthRequest ? OrderCheck.AUTH_XID : ++lastXid;
        request.clear();
        new JuteWriter(request).record(new RequestHeader(xid, next.op().code())).record(next);
        channel.out().putInt(request.readableBytes());
        channel.out().put(request.nioBuffer());
        check.sent(xid, next);
    }
}
