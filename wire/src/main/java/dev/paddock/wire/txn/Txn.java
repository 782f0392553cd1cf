package dev.paddock.wire.txn;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;

/** The body of a transaction. */
public sealed interface Txn extends JuteRecord
        permits CreateTxn,
                DeleteTxn,
                SetDataTxn,
                SetAclTxn,
                CheckTxn,
                MultiTxn,
                CreateSessionTxn,
                CloseSessionTxn,
                ErrorTxn {

    /** The number under which it is logged. */
    OpCode type();

    /** How many bytes {@link #write} writes. */
    int size();

    /** Reads a body of the given type; what follows it is left alone. */
    static Txn read(int type, JuteReader in) {
        OpCode op = OpCode.ofCode(type);
        if (op == null) {
            throw unknown(type);
        }
        return switch (op) {
            case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL -> CreateTxn.read(op, in);
            case DELETE, DELETE_CONTAINER -> DeleteTxn.read(op, in);
            case SET_DATA, RECONFIG -> SetDataTxn.read(op, in);
            case SET_ACL -> SetAclTxn.read(in);
            case CHECK -> CheckTxn.read(in);
            case MULTI -> MultiTxn.read(in);
            case CREATE_SESSION -> CreateSessionTxn.read(in);
            case CLOSE_SESSION -> CloseSessionTxn.read(in);
            case ERROR -> ErrorTxn.read(in);
            default -> throw unknown(type);
        };
    }

    private static JuteException unknown(int type) {
        return new JuteException("there is no transaction of type " + type);
    }

    /** A path in a transaction is never null. */
    static Utf8 readPath(JuteReader in) {
        Utf8 path = in.readUtf8();
        if (path == null) {
            throw new JuteException("the path of a transaction is null");
        }
        return path;
    }
}
