package dev.paddock.wire;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;

/**
 * Who somebody is in one authentication scheme: {@code digest} and {@code bob:…}, {@code ip} and {@code 127.0.0.1}.
 * Either part may be null as it comes from a client; what is stored has both.
 */
public record Id(String scheme, String id) implements JuteRecord {
    public static final Id ANYONE = new Id("world", "anyone");

    public static Id read(JuteReader in) {
        return new Id(in.readString(), in.readString());
    }

    @Override
    public void write(JuteWriter out) {
        out.string(scheme).string(id);
    }

    @Override
    public String toString() {
        return scheme + ":" + id;
    }
}
