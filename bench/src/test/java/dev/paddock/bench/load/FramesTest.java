package dev.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import dev.paddock.wire.proto.SetDataRequest;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written by hand must be what the codec of the project reads. */
class FramesTest {
    private static final int XID = 77;
    private static final byte[] DATA = {1, 2, 3};
    private static final Paths PATHS = Paths.underManyParents("/tree");
    private static final Utf8 PATH = Utf8.of("/tree/p042/n0051042");

    private final ByteBuffer buffer = ByteBuffer.allocate(1024);
    private final Frames frames = new Frames(buffer);

    @Test
    void requestsAreReadAsWhatTheyAre() {
        frames.create(XID, PATHS, 51_042, DATA, Frames.EPHEMERAL);
        assertThat(next()).isEqualTo(create(PATH, Bytes.wrap(DATA), CreateMode.EPHEMERAL));
        frames.create(XID, "/tree".getBytes(StandardCharsets.US_ASCII));
        assertThat(next()).isEqualTo(create(Utf8.of("/tree"), Bytes.EMPTY, CreateMode.PERSISTENT));
        frames.delete(XID, PATHS, 51_042);
        assertThat(next()).isEqualTo(new DeleteRequest(PATH, ExpectedVersion.ANY));
        frames.getData(XID, PATHS, 51_042, true);
        assertThat(next()).isEqualTo(new GetDataRequest(PATH, true));
        frames.setData(XID, PATHS, 51_042, DATA);
        assertThat(next()).isEqualTo(setData());
        frames.getChildren2(XID, "/tree".getBytes(StandardCharsets.US_ASCII));
        assertThat(next()).isEqualTo(new GetChildrenRequest(OpCode.GET_CHILDREN2, Utf8.of("/tree"), false));
        frames.closeSession(XID);
        assertThat(next()).isEqualTo(new CloseSessionRequest());
    }

    @Test
    void aMultiHoldsItsParts() {
        frames.beginMulti(XID);
        frames.multiSetData(PATHS, 51_042, DATA);
        frames.multiSetData(PATHS, 51_042, DATA);
        frames.endMulti();

        assertThat(next()).isEqualTo(new MultiRequest(List.of(setData(), setData())));
    }

    @Test
    void aNewSessionIsAskedFor() {
        frames.connect(30_000);

        ConnectRequest request = ConnectRequest.read(frame());
        assertThat(request).isEqualTo(new ConnectRequest(0, 0, 30_000, 0, Bytes.wrap(new byte[16]), false, true));
    }

    @Test
    void theNumberOfAPathIsReadBack() {
        PATHS.write(frames, 51_042);

        assertThat(Paths.read(buffer, buffer.position())).isEqualTo(51_042);
    }

    private static CreateRequest create(Utf8 path, Bytes data, CreateMode mode) {
        return new CreateRequest(OpCode.CREATE, path, data, Acl.OPEN, mode.flags(), CreateRequest.NO_TTL);
    }

    private static SetDataRequest setData() {
        return new SetDataRequest(PATH, Bytes.wrap(DATA), ExpectedVersion.ANY);
    }

    private Request next() {
        JuteReader in = frame();
        RequestHeader header = RequestHeader.read(in);
        assertThat(header.xid()).isEqualTo(XID);
        Request request = Request.read(OpCode.ofCode(header.type()), in);
        assertThat(in.remaining()).isZero();
        return request;
    }

    /** The one frame in the buffer, without its length, which must be right. */
    private JuteReader frame() {
        buffer.flip();
        assertThat(buffer.getInt()).isEqualTo(buffer.remaining());
        byte[] frame = new byte[buffer.remaining()];
        buffer.get(frame).clear();
        return new JuteReader(Unpooled.wrappedBuffer(frame));
    }
}
