package dev.paddock.zab.sim;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.zab.message.Message;
import java.nio.ByteBuffer;
import java.util.List;

/** What clients of the simulation ask for: the body is the number of the write. */
final class WriteRequest {
    private WriteRequest() {}

    static Message.Request of(long session, long number) {
        Bytes body = Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return new Message.Request(session, (int) number, OpCode.SET_DATA.code(), body, List.of());
    }

    static long number(Message.Request request) {
        return ByteBuffer.wrap(request.body().array()).getLong();
    }
}
