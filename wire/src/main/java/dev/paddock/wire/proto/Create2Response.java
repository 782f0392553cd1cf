package dev.paddock.wire.proto;

import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.Objects;

/** To create2, createContainer and createTTL: {@code path, stat}. */
public record Create2Response(Utf8 path, Stat stat) implements Response {
    public Create2Response {
        Objects.requireNonNull(path, "path");
    }

    static Create2Response read(JuteReader in) {
        return new Create2Response(Required.read(in, "path"), Stat.read(in));
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).record(stat);
    }
}
