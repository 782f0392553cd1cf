package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;

/**
 * Reads of one moment, each with its header, as in {@link MultiHeader}. Clients send a byte for a watch with each, and
 * servers take it for false.
 *
 * @param operations getData and getChildren
 */
public record MultiReadRequest(List<Request> operations) implements Request {
    static MultiReadRequest read(JuteReader in) {
        return new MultiReadRequest(MultiHeader.readParts(in, MultiReadRequest::readOperation));
    }

    private static Request readOperation(OpCode op, JuteReader in) {
        return switch (op) {
            case GET_DATA -> new GetDataRequest(readPath(in), false);
            case GET_CHILDREN -> new GetChildrenRequest(op, readPath(in), false);
            default -> throw new JuteException(op + " is not for a multiRead");
        };
    }

    private static Utf8 readPath(JuteReader in) {
        Utf8 path = Required.read(in, "path");
        in.readBoolean();
        return path;
    }

    @Override
    public OpCode op() {
        return OpCode.MULTI_READ;
    }

    @Override
    public void write(JuteWriter out) {
        for (Request operation : operations) {
            out.record(MultiHeader.ofRequest(operation.op())).record(operation);
        }
        MultiHeader.writeEnd(out);
    }
}
