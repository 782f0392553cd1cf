package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;

/**
 * The body of a reply without an error. Clients cannot read a null text or list, so there is none, except where it says
 * so.
 */
public sealed interface Response extends JuteRecord
        permits Create2Response,
                CreateResponse,
                EmptyResponse,
                ErrorResponse,
                GetAclResponse,
                GetAllChildrenNumberResponse,
                GetChildren2Response,
                GetChildrenResponse,
                GetDataResponse,
                GetEphemeralsResponse,
                MultiResponse,
                SaslResponse,
                StatResponse,
                SyncResponse,
                WhoAmIResponse {

    /** Reads what answers this request, or a part of a multi of this type. */
    static Response read(OpCode op, JuteReader in) {
        return switch (op) {
            case CREATE -> CreateResponse.read(in);
            case CREATE2, CREATE_CONTAINER, CREATE_TTL -> Create2Response.read(in);
            case EXISTS, SET_DATA, SET_ACL -> StatResponse.read(in);
            case GET_DATA, RECONFIG -> GetDataResponse.read(in);
            case GET_ACL -> GetAclResponse.read(in);
            case GET_CHILDREN -> GetChildrenResponse.read(in);
            case GET_CHILDREN2 -> GetChildren2Response.read(in);
            case SYNC -> SyncResponse.read(in);
            case MULTI, MULTI_READ -> MultiResponse.read(in);
            case GET_EPHEMERALS -> GetEphemeralsResponse.read(in);
            case GET_ALL_CHILDREN_NUMBER -> GetAllChildrenNumberResponse.read(in);
            case WHO_AM_I -> WhoAmIResponse.read(in);
            case SASL -> SaslResponse.read(in);
            case ADD_WATCH, ERROR -> ErrorResponse.read(in);
            case DELETE,
                    CHECK,
                    DELETE_CONTAINER,
                    PING,
                    AUTH,
                    SET_WATCHES,
                    SET_WATCHES2,
                    CHECK_WATCHES,
                    REMOVE_WATCHES,
                    CLOSE_SESSION -> new EmptyResponse();
            case NOTIFICATION, CREATE_SESSION -> throw new JuteException(op + " has no reply");
        };
    }
}
