package dev.paddock.wire.proto;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * The next step of a SASL exchange: {@code token}.
 *
 * @param token null if there is none, and when the exchange has failed, besides the error in the header
 */
public record SaslResponse(Bytes token) implements Response {
    static SaslResponse read(JuteReader in) {
        return new SaslResponse(in.readBuffer());
    }

    @Override
    public void write(JuteWriter out) {
        out.buffer(token);
    }
}
