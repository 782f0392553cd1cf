package dev.paddock.client;

/** The client was closed, by {@link PaddockClient#close}. */
public final class ClientClosedException extends PaddockException {
    private final boolean wasSent;

    ClientClosedException(String operation, String path, boolean wasSent) {
        super(operation, path, "the client is closed" + (wasSent ? "; it may have been done all the same" : ""));
        this.wasSent = wasSent;
    }

    @Override
    public boolean mayHaveBeenExecuted() {
        return wasSent;
    }
}
