package dev.paddock.wire.proto;

import dev.paddock.wire.CreateMode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;

/**
 * Changes that all happen or none: each with its header, as in {@link MultiHeader}. Other than alone, a part with a null
 * path, a null ACL or the flags of no znode makes the whole unreadable.
 *
 * @param operations creates of all kinds, deletes, setData and checks
 */
public record MultiRequest(List<Request> operations) implements Request {
    static MultiRequest read(JuteReader in) {
        return new MultiRequest(MultiHeader.readParts(in, MultiRequest::readOperation));
    }

    private static Request readOperation(OpCode op, JuteReader in) {
        return switch (op) {
            case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL -> readCreate(op, in);
            case DELETE -> {
                DeleteRequest delete = DeleteRequest.read(in);
                Required.notNull(delete.path(), "path");
                yield delete;
            }
            case SET_DATA -> {
                SetDataRequest setData = SetDataRequest.read(in);
                Required.notNull(setData.path(), "path");
                yield setData;
            }
            case CHECK -> {
                CheckRequest check = CheckRequest.read(in);
                Required.notNull(check.path(), "path");
                yield check;
            }
            default -> throw new JuteException(op + " is not for a multi");
        };
    }

    /** Only createTTL may carry flags that mean nothing: then it alone is refused, not the whole. */
    private static CreateRequest readCreate(OpCode op, JuteReader in) {
        CreateRequest create = CreateRequest.read(op, in);
        Required.notNull(create.path(), "path");
        Required.notNull(create.acl(), "ACL");
        CreateMode mode = CreateMode.ofFlags(create.flags());
        if (op != OpCode.CREATE_TTL && (mode == null || mode.hasTtl())) {
            throw new JuteException(op + " with the flags " + create.flags());
        }
        return create;
    }

    @Override
    public OpCode op() {
        return OpCode.MULTI;
    }

    @Override
    public void write(JuteWriter out) {
        for (Request operation : operations) {
            out.record(MultiHeader.ofRequest(operation.op())).record(operation);
        }
        MultiHeader.writeEnd(out);
    }
}
