package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What stands before each part of a multi, and alone at its end: {@code int type, boolean done, int err}.
 *
 * <pre>
 * multi = { header(done = 0) part } header(done = 1)
 * </pre>
 *
 * @param err in a request -1, and never looked at; in a response what the part says
 */
record MultiHeader(int type, boolean done, int err) implements JuteRecord {
    private static final int NONE = -1;
    private static final MultiHeader END = new MultiHeader(NONE, true, NONE);

    static MultiHeader ofRequest(OpCode op) {
        return new MultiHeader(op.code(), false, NONE);
    }

    static MultiHeader ofResult(OpCode type, int err) {
        return new MultiHeader(type.code(), false, err);
    }

    private static MultiHeader read(JuteReader in) {
        return new MultiHeader(in.readInt(), in.readBoolean(), in.readInt());
    }

    /** Reads parts until a header says that it is done. Each takes bytes, so their number is bounded by what is left. */
    static <T> List<T> readParts(JuteReader in, BiFunction<OpCode, JuteReader, T> part) {
        List<T> parts = new ArrayList<>();
        for (MultiHeader header = read(in); !header.done; header = read(in)) {
            try {
                parts.add(part.apply(header.op(), in));
            } catch (JuteException e) {
                throw new JuteException("part " + (parts.size() + 1) + " of the multi: " + e.getMessage());
            }
        }
        return Collections.unmodifiableList(parts);
    }

    static void writeEnd(JuteWriter out) {
        out.record(END);
    }

    private OpCode op() {
        OpCode op = OpCode.ofCode(type);
        if (op == null) {
            throw new JuteException("there is no operation of type " + type);
        }
        return op;
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(type).bool(done).int32(err);
    }
}
