package dev.paddock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.paddock.wire.WireValues.Answer;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.MultiResult;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SetWatchesRequest;
import dev.paddock.wire.proto.WatcherEvent;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.Txn;
import io.netty.buffer.ByteBufUtil;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

/**
 * A million frames that were right once, each broken in a few places, given to every reader there is. Bad bytes may cost
 * a {@link JuteException} and no more memory than a small multiple of themselves.
 */
@Domain(WireValues.class)
class MutatedFramesTest {
    private static final int FRAMES = 1_000_000;

    /** What an exception and a few small objects take, whatever the frame. */
    private static final long ALLOWANCE = 8_192;

    private static final int ALLOWED_PER_BYTE = 16;

    /** Every length that a reader might trust. */
    private static final int[] LENGTHS = {
        -1, -2, 0, 1, 2, 127, 128, 65_535, 1_048_575, 1_048_576, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x1FFF_FFFF
    };

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long self = Thread.currentThread().getId();

    /** A frame as it should be, and who reads it. */
    private record Sample(Object reader, byte[] frame, Consumer<JuteReader> read) {}

    @Property(seed = "1", tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void areReadOrRefused(
            @ForAll @Size(1000) List<Request> requests,
            @ForAll @Size(1000) List<Answer> answers,
            @ForAll @Size(500) List<Transaction> transactions,
            @ForAll @Size(50) List<ConnectRequest> connectRequests,
            @ForAll @Size(50) List<ConnectResponse> connectResponses,
            @ForAll @Size(50) List<WatcherEvent> events) {
        List<Sample> samples = new ArrayList<>();
        requests.forEach(request -> add(samples, request.op(), request, in -> Request.read(request.op(), in)));
        answers.forEach(answer -> add(samples, answer.op(), answer.response(), in -> Response.read(answer.op(), in)));
        transactions.forEach(transaction -> add(samples, "Transaction", transaction, Transaction::read));
        connectRequests.forEach(request -> add(samples, "ConnectRequest", request, ConnectRequest::read));
        connectResponses.forEach(response -> add(samples, "ConnectResponse", response, ConnectResponse::read));
        events.forEach(event -> add(samples, "WatcherEvent", event, WatcherEvent::read));
        samples.add(new Sample("RequestHeader", new byte[RequestHeader.SIZE], RequestHeader::read));
        samples.add(new Sample("ReplyHeader", new byte[ReplyHeader.SIZE], ReplyHeader::read));
        samples.forEach(sample -> sample.read.accept(Encoding.reader(sample.frame)));

        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < FRAMES; i++) {
            Sample sample = any(samples, random);
            byte[] frame = mutated(sample.frame, random);
            // every other frame comes to a reader that it was not meant for
            refused += isRefused(frame, i % 2 == 0 ? sample : any(samples, random)) ? 1 : 0;
        }

        assertThat(refused).as("refused frames").isBetween(FRAMES / 10, FRAMES * 9 / 10);
    }

    /** Parts of as few bytes as can be, and as many objects. */
    @Example
    void oneOfManySmallPartsTakesNoMoreMemory() {
        int many = 20_000;
        List<Utf8> paths = Collections.nCopies(many, Utf8.EMPTY);
        Request setWatches = new SetWatchesRequest(OpCode.SET_WATCHES2, 0, paths, paths, paths, paths, paths);
        CheckRequest check = new CheckRequest(Utf8.EMPTY, ExpectedVersion.ofWire(7));
        MultiResult deleted = new MultiResult(OpCode.DELETE, new EmptyResponse());
        List<Acl> acl = Collections.nCopies(many, new Acl(0, new Id("", "")));
        Txn multi = new MultiTxn(Collections.nCopies(many, new ErrorTxn(-2)));
        List<Sample> samples = new ArrayList<>();
        add(samples, "setWatches", setWatches, in -> Request.read(OpCode.SET_WATCHES2, in));
        add(samples, "multi", multiOf(many, check), in -> Request.read(OpCode.MULTI, in));
        add(samples, "results", multiOf(many, deleted), in -> Response.read(OpCode.MULTI, in));
        add(samples, "acl", out -> out.vector(acl), Acl::readList);
        add(samples, "transaction", multi, in -> Txn.read(OpCode.MULTI.code(), in));

        for (Sample sample : samples) {
            assertThat(isRefused(sample.frame, sample))
                    .as("%s refused", sample.reader)
                    .isFalse();
        }
    }

    private static MultiRequest multiOf(int many, Request operation) {
        return new MultiRequest(Collections.nCopies(many, operation));
    }

    private static MultiResponse multiOf(int many, MultiResult result) {
        return new MultiResponse(Collections.nCopies(many, result));
    }

    private static void add(List<Sample> samples, Object reader, JuteRecord record, Consumer<JuteReader> read) {
        samples.add(new Sample(reader, Encoding.bytesOf(record), read));
    }

    private static Sample any(List<Sample> samples, Random random) {
        return samples.get(random.nextInt(samples.size()));
    }

    private boolean isRefused(byte[] frame, Sample sample) {
        long before = threads.getThreadAllocatedBytes(self);
        boolean refused = refuses(frame, sample);
        long allocated = threads.getThreadAllocatedBytes(self) - before;
        if (allocated > allowed(frame)) {
            // once more, since the first time may have loaded classes
            before = threads.getThreadAllocatedBytes(self);
            refuses(frame, sample);
            assertThat(threads.getThreadAllocatedBytes(self) - before)
                    .as(() -> "memory for " + sample.reader + " of " + ByteBufUtil.hexDump(frame))
                    .isLessThanOrEqualTo(allowed(frame));
        }
        return refused;
    }

    private static long allowed(byte[] frame) {
        return ALLOWED_PER_BYTE * frame.length + ALLOWANCE;
    }

    private static boolean refuses(byte[] frame, Sample sample) {
        try {
            sample.read.accept(Encoding.reader(frame));
            return false;
        } catch (JuteException e) {
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(sample.reader + " of " + ByteBufUtil.hexDump(frame), e);
        }
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] frame = original.clone();
        for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
            frame = switch (random.nextInt(5)) {
                case 0 -> withFlippedBit(frame, random);
                case 1 -> Arrays.copyOf(frame, random.nextInt(frame.length + 1));
                case 2 -> withInsertion(frame, random);
                case 3 -> withLength(frame, LENGTHS[random.nextInt(LENGTHS.length)], random);
                default -> withLength(frame, random.nextInt(frame.length + 8), random);
            };
        }
        return frame;
    }

    private static byte[] withFlippedBit(byte[] frame, Random random) {
        if (frame.length > 0) {
            frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return frame;
    }

    private static byte[] withInsertion(byte[] frame, Random random) {
        int at = random.nextInt(frame.length + 1);
        int count = 1 + random.nextInt(8);
        byte[] longer = Arrays.copyOf(frame, frame.length + count);
        System.arraycopy(frame, at, longer, at + count, frame.length - at);
        for (int i = at; i < at + count; i++) {
            longer[i] = (byte) random.nextInt(256);
        }
        return longer;
    }

    /** Puts a length anywhere, so also where one is. */
    private static byte[] withLength(byte[] frame, int length, Random random) {
        if (frame.length >= Integer.BYTES) {
            int at = random.nextInt(frame.length - Integer.BYTES + 1);
            for (int i = 0; i < Integer.BYTES; i++) {
                frame[at + i] = (byte) (length >>> 24 - 8 * i);
            }
        }
        return frame;
    }
}
