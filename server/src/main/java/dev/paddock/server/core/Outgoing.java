package dev.paddock.server.core;

import dev.paddock.datatree.Result;
import dev.paddock.datatree.Znode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.proto.ConnectResponse;

/** Something on its way to a client. It becomes bytes on the event loop. */
public abstract sealed class Outgoing {
    /** May be sent by whoever has seen this publication, and not earlier. Written once, before it is in an outbox. */
    long publication;

    /** The next one in the outbox. */
    volatile Outgoing next;

    private Outgoing() {}

    /** Where an outbox begins: nothing to send. */
    static final class Nothing extends Outgoing {}

    /** What becomes of a request. */
    public static final class Reply extends Outgoing {
        private final ClientRequest request;
        private final long zxid;
        private final ErrorCode error;
        private final Znode znode;
        private final Result result;

        private Reply(ClientRequest request, long zxid, ErrorCode error, Znode znode, Result result) {
            this.request = request;
            this.zxid = zxid;
            this.error = error;
            this.znode = znode;
            this.result = result;
        }

        public static Reply of(ClientRequest request, long zxid, Result result) {
            return new Reply(request, zxid, result.error(), null, result);
        }

        public static Reply of(ClientRequest request, long zxid, ErrorCode error) {
            return new Reply(request, zxid, error, null, null);
        }

        /** A plain read: the event loop writes of the znode what was asked for. */
        static Reply of(ClientRequest request, long zxid, Znode znode) {
            return new Reply(request, zxid, ErrorCode.OK, znode, null);
        }

        public ClientRequest request() {
            return request;
        }

        public long zxid() {
            return zxid;
        }

        public ErrorCode error() {
            return error;
        }

        /** What a plain read has found, else null. */
        public Znode znode() {
            return znode;
        }

        /** What else there is to say, or null. */
        public Result result() {
            return result;
        }
    }

    /** What a watch has seen: a frame, the same one for all who watched. */
    public static final class Event extends Outgoing {
        private final byte[] frame;

        Event(byte[] frame) {
            this.frame = frame;
        }

        public byte[] frame() {
            return frame;
        }
    }

    /** The answer to the handshake, with which a session begins here or goes on. */
    public static final class Welcome extends Outgoing {
        private final ConnectResponse response;

        Welcome(ConnectResponse response) {
            this.response = response;
        }

        public ConnectResponse response() {
            return response;
        }
    }

    /** The connection is to be closed once all before it was written. */
    public static final class Farewell extends Outgoing {}
}
