package dev.paddock.zab.message;

/** Another server has broken a rule of the protocol. It costs the connection, and says what came and what should have. */
public final class ProtocolFault extends RuntimeException {
    public ProtocolFault(String message) {
        super(message);
    }
}
