package dev.paddock.wire.proto;

import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;
import java.util.Objects;

/** Paths, in no order: {@code vector of paths}. */
public record GetEphemeralsResponse(List<Utf8> paths) implements Response {
    public GetEphemeralsResponse {
        Objects.requireNonNull(paths, "paths");
    }

    static GetEphemeralsResponse read(JuteReader in) {
        return new GetEphemeralsResponse(Required.readAll(in, "list of paths"));
    }

    @Override
    public void write(JuteWriter out) {
        out.vector(paths, JuteWriter::utf8);
    }
}
