package dev.paddock.wire.proto;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import java.util.Objects;

/** One identity of a connection, as it is shown: {@code authScheme, user}. Neither is null. */
public record ClientInfo(String authScheme, String user) implements JuteRecord {
    /** Two lengths of strings. */
    static final int MIN_SIZE = 8;

    public ClientInfo {
        Objects.requireNonNull(authScheme, "authScheme");
        Objects.requireNonNull(user, "user");
    }

    static ClientInfo read(JuteReader in) {
        return new ClientInfo(Required.notNull(in.readString(), "scheme"), Required.notNull(in.readString(), "user"));
    }

    @Override
    public void write(JuteWriter out) {
        out.string(authScheme).string(user);
    }
}
