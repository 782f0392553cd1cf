package dev.paddock.client;

import java.io.IOException;

class ClientOnPaddockTest extends ClientContract {
    @Override
    protected TestedServer startServer() throws IOException {
        return TestedServer.paddock();
    }
}
