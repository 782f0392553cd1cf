package dev.paddock.client;

/** The connection went while the answer was awaited, or before the request could be sent. The session may live on. */
public final class ConnectionLostException extends PaddockException {
    private final boolean wasSent;

    ConnectionLostException(String operation, String path, boolean wasSent) {
        super(
                operation,
                path,
                wasSent
                        ? "the connection was lost before the answer; it may have been done, so look before trying again"
                        : "the connection was lost before it was sent; it was not done and can be tried again");
        this.wasSent = wasSent;
    }

    @Override
    public boolean mayHaveBeenExecuted() {
        return wasSent;
    }
}
