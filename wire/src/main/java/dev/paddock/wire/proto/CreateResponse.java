package dev.paddock.wire.proto;

import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.Objects;

/** {@code path}, with its sequence number, if it has one. */
public record CreateResponse(Utf8 path) implements Response {
    public CreateResponse {
        Objects.requireNonNull(path, "path");
    }

    static CreateResponse read(JuteReader in) {
        return new CreateResponse(Required.read(in, "path"));
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path);
    }
}
