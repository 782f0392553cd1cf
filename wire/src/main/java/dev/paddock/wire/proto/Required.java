package dev.paddock.wire.proto;

import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import java.util.List;

/** What may be null in jute, but not in this place of the protocol. */
final class Required {
    private Required() {}

    static <T> T notNull(T value, String what) {
        if (value == null) {
            throw new JuteException("the " + what + " is null");
        }
        return value;
    }

    static Utf8 read(JuteReader in, String what) {
        return notNull(in.readUtf8(), what);
    }

    static List<Utf8> readAll(JuteReader in, String what) {
        List<Utf8> all = notNull(in.readVector(JuteReader::readUtf8, Integer.BYTES), what);
        for (Utf8 one : all) {
            if (one == null) {
                throw new JuteException("null stands in the " + what);
            }
        }
        return all;
    }
}
