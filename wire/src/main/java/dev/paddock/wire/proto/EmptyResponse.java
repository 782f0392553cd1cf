package dev.paddock.wire.proto;

import dev.paddock.wire.jute.JuteWriter;

/** No body: the header says that it is done. */
public record EmptyResponse() implements Response {
    @Override
    public void write(JuteWriter out) {
        // The header is all there is.
    }
}
