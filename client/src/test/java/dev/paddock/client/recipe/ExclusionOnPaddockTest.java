package dev.paddock.client.recipe;

import dev.paddock.client.TestedServer;
import java.io.IOException;

class ExclusionOnPaddockTest extends ExclusionContract {
    @Override
    protected TestedServer startServer() throws IOException {
        return TestedServer.paddock();
    }

    @Override
    int rounds() {
        return 1_000;
    }
}
