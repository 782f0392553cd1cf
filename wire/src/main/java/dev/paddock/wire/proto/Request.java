package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;

/**
 * The body of a request. Paths are bytes that nobody has checked yet, and may be null as they come from a client, as may
 * texts, data and lists of permissions where nothing else is said.
 */
public sealed interface Request extends JuteRecord
        permits AddWatchRequest,
                AuthRequest,
                CheckRequest,
                CheckWatchesRequest,
                CloseSessionRequest,
                CreateRequest,
                DeleteContainerRequest,
                DeleteRequest,
                ExistsRequest,
                GetAclRequest,
                GetAllChildrenNumberRequest,
                GetChildrenRequest,
                GetDataRequest,
                GetEphemeralsRequest,
                MultiReadRequest,
                MultiRequest,
                PingRequest,
                ReconfigRequest,
                RemoveWatchesRequest,
                SaslRequest,
                SetAclRequest,
                SetDataRequest,
                SetWatchesRequest,
                SyncRequest,
                WhoAmIRequest {

    /** The number under which it is asked. */
    OpCode op();

    /** Whether a client can ask this: not what stands for something else, and no check outside of a multi. */
    static boolean isAsked(OpCode op) {
        return switch (op) {
            case NOTIFICATION, CHECK, CREATE_SESSION, ERROR -> false;
            default -> true;
        };
    }

    /** Reads the body of what {@link #isAsked}. Clients may send more than the body: what follows it is left alone. */
    static Request read(OpCode op, JuteReader in) {
        return switch (op) {
            case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL -> CreateRequest.read(op, in);
            case DELETE -> DeleteRequest.read(in);
            case EXISTS -> ExistsRequest.read(in);
            case GET_DATA -> GetDataRequest.read(in);
            case SET_DATA -> SetDataRequest.read(in);
            case GET_ACL -> GetAclRequest.read(in);
            case SET_ACL -> SetAclRequest.read(in);
            case GET_CHILDREN, GET_CHILDREN2 -> GetChildrenRequest.read(op, in);
            case SYNC -> SyncRequest.read(in);
            case PING -> new PingRequest();
            case MULTI -> MultiRequest.read(in);
            case MULTI_READ -> MultiReadRequest.read(in);
            case RECONFIG -> ReconfigRequest.read(in);
            case CHECK_WATCHES -> CheckWatchesRequest.read(in);
            case REMOVE_WATCHES -> RemoveWatchesRequest.read(in);
            case DELETE_CONTAINER -> DeleteContainerRequest.read(in);
            case AUTH -> AuthRequest.read(in);
            case SET_WATCHES, SET_WATCHES2 -> SetWatchesRequest.read(op, in);
            case SASL -> SaslRequest.read(in);
            case GET_EPHEMERALS -> GetEphemeralsRequest.read(in);
            case GET_ALL_CHILDREN_NUMBER -> GetAllChildrenNumberRequest.read(in);
            case ADD_WATCH -> AddWatchRequest.read(in);
            case WHO_AM_I -> new WhoAmIRequest();
            case CLOSE_SESSION -> new CloseSessionRequest();
            case NOTIFICATION, CHECK, CREATE_SESSION, ERROR -> throw new JuteException(op + " is not a request");
        };
    }
}
