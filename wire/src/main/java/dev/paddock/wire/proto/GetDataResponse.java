package dev.paddock.wire.proto;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Stat;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * {@code data, stat}. Also what reconfig answers: the new membership.
 *
 * @param data null and empty are different
 */
public record GetDataResponse(Bytes data, Stat stat) implements Response {
    static GetDataResponse read(JuteReader in) {
        return new GetDataResponse(in.readBuffer(), Stat.read(in));
    }

    @Override
    public void write(JuteWriter out) {
        out.buffer(data).record(stat);
    }
}
