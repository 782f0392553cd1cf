package dev.paddock.client.recipe;

import dev.paddock.client.TestedServer;
import java.io.IOException;

class RecipesOnZooKeeperTest extends RecipeContract {
    @Override
    protected TestedServer startServer() throws IOException {
        return TestedServer.zooKeeper();
    }
}
