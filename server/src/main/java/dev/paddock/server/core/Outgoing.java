package dev.paddock.server.core;

import dev.paddock.datatree.Result;
import dev.paddock.datatree.Znode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.Response;

/** Something on its way to a client. It becomes bytes on the event loop. */
public sealed interface Outgoing {
    /**
     * What becomes of a request.
     *
     * @param znode what a plain read has found: the event loop writes of it what was asked for. Else null
     * @param response what else there is to say, or null
     */
    record Reply(ClientRequest request, long zxid, ErrorCode error, Znode znode, Response response)
            implements Outgoing {
        public static Reply of(ClientRequest request, long zxid, Result result) {
            return new Reply(request, zxid, result.error(), null, result.response());
        }

        public static Reply of(ClientRequest request, long zxid, ErrorCode error) {
            return new Reply(request, zxid, error, null, null);
        }

        static Reply of(ClientRequest request, long zxid, Znode znode) {
            return new Reply(request, zxid, ErrorCode.OK, znode, null);
        }
    }

    /**
     * What a watch has seen, the same object for all who watched.
     *
     * @param frame as it is sent: to read, never to change
     */
    record Event(byte[] frame) implements Outgoing {}

    /** The answer to the handshake, with which a session begins here, goes on, or is refused. */
    record Welcome(ConnectResponse response) implements Outgoing {}

    /** The connection is to be closed once all before it was written. */
    record Farewell() implements Outgoing {}
}
