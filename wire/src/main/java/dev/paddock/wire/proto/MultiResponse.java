package dev.paddock.wire.proto;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;

/** To multi and multiRead: a result for each part, in order. */
public record MultiResponse(List<MultiResult> results) implements Response {
    static MultiResponse read(JuteReader in) {
        return new MultiResponse(MultiHeader.readParts(in, MultiResult::read));
    }

    @Override
    public void write(JuteWriter out) {
        results.forEach(out::record);
        MultiHeader.writeEnd(out);
    }
}
