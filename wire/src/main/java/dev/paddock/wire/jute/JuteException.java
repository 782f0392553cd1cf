package dev.paddock.wire.jute;

/** Bytes that are not what they should be. The message says what was expected and what came. */
public final class JuteException extends RuntimeException {
    public JuteException(String message) {
        super(message);
    }
}
