package dev.paddock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.WireValues.Answer;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.WatcherEvent;
import dev.paddock.wire.txn.Transaction;
import java.util.function.Function;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.apache.jute.Record;

/**
 * Against ZooKeeper's own classes: what they write, we read as the same value; what we write, they read, and what
 * they have understood is what we meant. The bytes need not be equal, since we write characters beyond U+FFFF in four
 * bytes, not six.
 */
@Domain(WireValues.class)
class ZooKeeperBytesTest {
    @Property(seed = "1", tries = 3000)
    void requests(@ForAll Request request) {
        Assume.that(canBeMade(request));
        ZooKeeperRecords.of(request)
                .ifPresent(theirs -> assertUnderstood(request, in -> Request.read(request.op(), in), theirs));
    }

    /** Their deleteContainer cannot hold a null path, which ours is given and refused. */
    private static boolean canBeMade(Request request) {
        if (request instanceof MultiRequest multi) {
            return multi.operations().stream().allMatch(ZooKeeperBytesTest::canBeAPart);
        }
        return !(request instanceof DeleteContainerRequest delete) || delete.path() != null;
    }

    /** Within a multi, their client has no create2, and makes a createContainer of any create with those flags. */
    private static boolean canBeAPart(Request operation) {
        return !(operation instanceof CreateRequest create)
                || create.op() != OpCode.CREATE2
                        && (create.op() != OpCode.CREATE || create.flags() != CreateMode.CONTAINER.flags());
    }

    @Property(seed = "1", tries = 3000)
    void responses(@ForAll Answer answer) {
        ZooKeeperRecords.of(answer.op(), answer.response())
                .ifPresent(theirs -> assertUnderstood(answer.response(), in -> Response.read(answer.op(), in), theirs));
    }

    @Property(seed = "1")
    void connectRequests(@ForAll ConnectRequest request) {
        Assume.that(request.hasReadOnly());
        assertUnderstood(request, ConnectRequest::read, ZooKeeperRecords.of(request));
    }

    @Property(seed = "1")
    void connectResponses(@ForAll ConnectResponse response) {
        Assume.that(response.hasReadOnly());
        assertUnderstood(response, ConnectResponse::read, ZooKeeperRecords.of(response));
    }

    @Property(seed = "1")
    void requestHeaders(@ForAll RequestHeader header) {
        assertUnderstood(header, RequestHeader::read, ZooKeeperRecords.of(header));
    }

    @Property(seed = "1")
    void replyHeaders(@ForAll ReplyHeader header) {
        assertUnderstood(header, ReplyHeader::read, ZooKeeperRecords.of(header));
    }

    @Property(seed = "1")
    void events(@ForAll WatcherEvent event) {
        assertUnderstood(event, WatcherEvent::read, ZooKeeperRecords.of(event));
    }

    @Property(seed = "1", tries = 3000)
    void transactions(@ForAll Transaction transaction) {
        assertUnderstood(transaction, Transaction::read, ZooKeeperRecords.of(transaction));
    }

    private static void assertUnderstood(JuteRecord ours, Function<JuteReader, ?> read, Record... theirs) {
        byte[] fromThem = ZooKeeperRecords.bytesOf(theirs);
        JuteReader in = Encoding.reader(fromThem);

        assertThat(read.apply(in)).isEqualTo(ours);
        assertThat(in.remaining()).isZero();

        byte[] fromUs = ZooKeeperRecords.understood(Encoding.bytesOf(ours), theirs);
        assertThat(read.apply(Encoding.reader(fromUs))).isEqualTo(ours);
    }
}
