package dev.paddock.client;

/** What has come is not what a server sends. The connection is of no more use. */
final class ProtocolFault extends RuntimeException {
    ProtocolFault(String message) {
        super(message);
    }
}
