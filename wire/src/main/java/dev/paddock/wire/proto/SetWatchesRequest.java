package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;

/**
 * After a reconnect, the watches that the client had: {@code long relativeZxid, data, exist, child}, each a vector of
 * paths, then {@code persistent, recursive} for setWatches2. No vector and no path is null.
 *
 * @param op setWatches, whose last two lists are empty, or setWatches2
 * @param relativeZxid the last that the client has seen: it wants to hear of all that changed since
 */
public record SetWatchesRequest(
        OpCode op,
        long relativeZxid,
        List<Utf8> data,
        List<Utf8> exist,
        List<Utf8> child,
        List<Utf8> persistent,
        List<Utf8> recursive)
        implements Request {

    static SetWatchesRequest read(OpCode op, JuteReader in) {
        long relativeZxid = in.readLong();
        List<Utf8> data = Required.readAll(in, "list of paths");
        List<Utf8> exist = Required.readAll(in, "list of paths");
        List<Utf8> child = Required.readAll(in, "list of paths");
        List<Utf8> persistent = op == OpCode.SET_WATCHES2 ? Required.readAll(in, "list of paths") : List.of();
        List<Utf8> recursive = op == OpCode.SET_WATCHES2 ? Required.readAll(in, "list of paths") : List.of();
        return new SetWatchesRequest(op, relativeZxid, data, exist, child, persistent, recursive);
    }

    @Override
    public void write(JuteWriter out) {
        out.int64(relativeZxid);
        out.vector(data, JuteWriter::utf8).vector(exist, JuteWriter::utf8).vector(child, JuteWriter::utf8);
        if (op == OpCode.SET_WATCHES2) {
            out.vector(persistent, JuteWriter::utf8).vector(recursive, JuteWriter::utf8);
        }
    }
}
