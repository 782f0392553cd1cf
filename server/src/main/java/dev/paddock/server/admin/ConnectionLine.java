package dev.paddock.server.admin;

import dev.paddock.server.net.ConnectionReport;
import dev.paddock.wire.OpCode;

/** A connection in {@code stat} and {@code cons}. */
final class ConnectionLine {
    private ConnectionLine() {}

    /** What {@code stat} says of it. */
    static String brief(ConnectionReport connection) {
        return start(connection) + ")";
    }

    /** What {@code cons} says of it: more, if it has a session. */
    static String full(ConnectionReport connection) {
        if (connection.sessionId() == 0) {
            return brief(connection);
        }
        return start(connection)
                + ",sid=0x" + Long.toHexString(connection.sessionId())
                + ",lop=" + name(connection.lastOp())
                + ",est=" + connection.openedMillis()
                + ",to=" + connection.timeoutMillis()
                + (connection.lastXid() < 0 ? "" : ",lcxid=0x" + Long.toHexString(connection.lastXid()))
                + ",lzxid=0x" + Long.toHexString(connection.lastZxid())
                + ",lresp=" + connection.lastAnsweredMillis()
                + ",llat=" + connection.latency().lastMillis()
                + ",minlat=" + connection.latency().minMillis()
                + ",avglat=" + (long) connection.latency().meanMillis()
                + ",maxlat=" + connection.latency().maxMillis()
                + ")";
    }

    private static String start(ConnectionReport connection) {
        return " /" + connection.remote()
                + "[" + (connection.isReading() ? 1 : 0) + "]"
                + "(queued=" + connection.queued()
                + ",recved=" + connection.received()
                + ",sent=" + connection.sent();
    }

    private static String name(OpCode op) {
        if (op == null) {
            return "NA";
        }
        return switch (op) {
            case PING -> "PING";
            case CREATE_SESSION -> "SESS";
            case MULTI -> "MULT";
            case MULTI_READ -> "MLTR";
            case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL -> "CREA";
            case DELETE, DELETE_CONTAINER -> "DELE";
            case SET_DATA -> "SETD";
            case RECONFIG -> "RECO";
            case SET_ACL -> "SETA";
            case CLOSE_SESSION -> "CLOS";
            case SYNC -> "SYNC";
            case CHECK -> "CHEC";
            case EXISTS -> "EXIS";
            case GET_DATA -> "GETD";
            case SET_WATCHES -> "SETW";
            case SET_WATCHES2 -> "STW2";
            case ADD_WATCH -> "ADDW";
            case GET_ACL -> "GETA";
            case GET_CHILDREN, GET_CHILDREN2 -> "GETC";
            case GET_ALL_CHILDREN_NUMBER -> "GETACN";
            case CHECK_WATCHES -> "CHKW";
            case REMOVE_WATCHES -> "REMW";
            case WHO_AM_I -> "HOMI";
            case GET_EPHEMERALS -> "GETE";
            case NOTIFICATION, AUTH, SASL, ERROR -> "NA";
        };
    }
}
