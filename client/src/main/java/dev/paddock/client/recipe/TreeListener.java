package dev.paddock.client.recipe;

import dev.paddock.client.NodeData;
import java.util.Optional;

/** Hears of changes in a {@link TreeCache}, on the client's callback executor, one at a time. It must not wait there. */
@FunctionalInterface
public interface TreeListener {
    /** @param now what the znode is now; empty if it is gone. What was in between may have been left out */
    void changed(String path, Optional<NodeData> now);
}
