package dev.paddock.wire.proto;

import dev.paddock.wire.EventType;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import java.util.Objects;

/**
 * What a watch has seen: {@code int type, int state, path}, behind a {@link ReplyHeader} of its own.
 *
 * @param state of the connection: always {@link #SYNC_CONNECTED}, whatever kind of server it is
 */
public record WatcherEvent(EventType type, int state, Utf8 path) implements JuteRecord {
    public static final int SYNC_CONNECTED = 3;

    public WatcherEvent {
        Objects.requireNonNull(path, "path");
    }

    public static WatcherEvent of(EventType type, Utf8 path) {
        return new WatcherEvent(type, SYNC_CONNECTED, path);
    }

    public static WatcherEvent read(JuteReader in) {
        int type = in.readInt();
        EventType known = EventType.ofCode(type);
        if (known == null) {
            throw new JuteException("there is no event of type " + type);
        }
        return new WatcherEvent(known, in.readInt(), Required.read(in, "path"));
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(type.code()).int32(state).utf8(path);
    }
}
