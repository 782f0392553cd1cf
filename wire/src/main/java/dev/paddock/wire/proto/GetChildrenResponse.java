package dev.paddock.wire.proto;

import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;
import java.util.Objects;

/** Names, in no order: {@code vector of names}. */
public record GetChildrenResponse(List<Utf8> children) implements Response {
    public GetChildrenResponse {
        Objects.requireNonNull(children, "children");
    }

    static GetChildrenResponse read(JuteReader in) {
        return new GetChildrenResponse(Required.readAll(in, "list of names"));
    }

    @Override
    public void write(JuteWriter out) {
        out.vector(children, JuteWriter::utf8);
    }
}
