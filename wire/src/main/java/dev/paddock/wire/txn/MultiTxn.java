package dev.paddock.wire.txn;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import io.netty.buffer.Unpooled;
import java.util.List;

/**
 * Several changes in one, or none of them: {@code vector of (int type, buffer body)}. If any part is an error, the whole
 * has failed and changes nothing.
 */
public record MultiTxn(List<Txn> parts) implements Txn {
    private static final int PART_HEADER_SIZE = 8;

    static MultiTxn read(JuteReader in) {
        List<Txn> parts = in.readVector(MultiTxn::readPart, PART_HEADER_SIZE);
        return new MultiTxn(parts == null ? List.of() : parts);
    }

    private static Txn readPart(JuteReader in) {
        int type = in.readInt();
        Bytes body = in.readBuffer();
        if (body == null || type == OpCode.MULTI.code() || type == OpCode.CLOSE_SESSION.code()) {
            throw new JuteException("a multi cannot hold a part of type " + type + " with "
                    + (body == null ? "no body" : body.toString()));
        }
        return Txn.read(type, new JuteReader(Unpooled.wrappedBuffer(body.array())));
    }

    public boolean hasFailed() {
        for (Txn part : parts) {
            if (part instanceof ErrorTxn) {
                return true;
            }
        }
        return false;
    }

    @Override
    public OpCode type() {
        return OpCode.MULTI;
    }

    @Override
    public int size() {
        int size = Integer.BYTES;
        for (Txn part : parts) {
            size += PART_HEADER_SIZE + part.size();
        }
        return size;
    }

    @Override
    public void write(JuteWriter out) {
        out.vector(
                parts,
                (writer, part) ->
                        writer.int32(part.type().code()).int32(part.size()).record(part));
    }
}
