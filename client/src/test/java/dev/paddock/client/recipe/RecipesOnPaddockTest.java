package dev.paddock.client.recipe;

import dev.paddock.client.TestedServer;
import java.io.IOException;

class RecipesOnPaddockTest extends RecipeContract {
    @Override
    protected TestedServer startServer() throws IOException {
        return TestedServer.paddock();
    }
}
