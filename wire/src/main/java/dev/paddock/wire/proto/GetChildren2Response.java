package dev.paddock.wire.proto;

import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;
import java.util.Objects;

/** Names, in no order, and of their parent {@code stat}. */
public record GetChildren2Response(List<Utf8> children, Stat stat) implements Response {
    public GetChildren2Response {
        Objects.requireNonNull(children, "children");
    }

    static GetChildren2Response read(JuteReader in) {
        return new GetChildren2Response(Required.readAll(in, "list of names"), Stat.read(in));
    }

    @Override
    public void write(JuteWriter out) {
        out.vector(children, JuteWriter::utf8).record(stat);
    }
}
