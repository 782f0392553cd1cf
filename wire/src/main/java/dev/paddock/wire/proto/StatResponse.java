package dev.paddock.wire.proto;

import dev.paddock.wire.Stat;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** To exists, setData and setACL: {@code stat}. */
public record StatResponse(Stat stat) implements Response {
    static StatResponse read(JuteReader in) {
        return new StatResponse(Stat.read(in));
    }

    @Override
    public void write(JuteWriter out) {
        out.record(stat);
    }
}
