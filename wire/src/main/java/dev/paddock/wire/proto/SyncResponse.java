package dev.paddock.wire.proto;

import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** {@code path}, just as it was asked, which is why it may be null. */
public record SyncResponse(Utf8 path) implements Response {
    static SyncResponse read(JuteReader in) {
        return new SyncResponse(in.readUtf8());
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path);
    }
}
