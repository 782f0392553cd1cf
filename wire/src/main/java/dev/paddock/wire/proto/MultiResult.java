package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;

/**
 * How one part of a multi ended: the reply that it would have had alone, behind a {@link MultiHeader}.
 *
 * @param type create; create2 for whatever else creates; delete, setData, check, getData, getChildren; or error
 */
public record MultiResult(OpCode type, Response response) implements JuteRecord {
    /** It has failed, or it was given up because another part did: then 0 before that part and -2 behind it. */
    public static MultiResult ofError(int err) {
        return new MultiResult(OpCode.ERROR, new ErrorResponse(err));
    }

    static MultiResult read(OpCode type, JuteReader in) {
        return switch (type) {
            case CREATE, CREATE2, DELETE, SET_DATA, CHECK, GET_DATA, GET_CHILDREN, ERROR ->
                new MultiResult(type, Response.read(type, in));
            default -> throw new JuteException(type + " is not a result of a multi");
        };
    }

    @Override
    public void write(JuteWriter out) {
        int err = response instanceof ErrorResponse error ? error.err() : 0;
        out.record(MultiHeader.ofResult(type, err)).record(response);
    }
}
