package dev.paddock.bench.order;

import dev.paddock.wire.proto.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** The last frames of a connection, both ways; they become text only when somebody wants to see them. */
final class Trace {
    private static final int KEPT = 24;

    private final Deque<Object> frames = new ArrayDeque<>();

    private record Sent(int xid, Request request) {
        @Override
        public String toString() {
            return "-> xid " + xid + " " + request.op() + " " + request;
        }
    }

    private record Received(byte[] frame) {
        @Override
        public String toString() {
            return "<- " + HexFormat.ofDelimiter(" ").formatHex(frame);
        }
    }

    void sent(int xid, Request request) {
        add(new Sent(xid, request));
    }

    void received(byte[] frame) {
        add(new Received(frame));
    }

    private void add(Object frame) {
        if (frames.size() == KEPT) {
            frames.remove();
        }
        frames.add(frame);
    }

    List<String> lines() {
        return frames.stream().map(Object::toString).toList();
    }
}
