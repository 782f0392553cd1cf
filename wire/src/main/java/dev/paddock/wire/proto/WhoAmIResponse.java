package dev.paddock.wire.proto;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;
import java.util.Objects;

/** {@code vector of identities}. */
public record WhoAmIResponse(List<ClientInfo> identities) implements Response {
    public WhoAmIResponse {
        Objects.requireNonNull(identities, "identities");
    }

    static WhoAmIResponse read(JuteReader in) {
        return new WhoAmIResponse(
                Required.notNull(in.readVector(ClientInfo::read, ClientInfo.MIN_SIZE), "list of identities"));
    }

    @Override
    public void write(JuteWriter out) {
        out.vector(identities);
    }
}
