package dev.paddock.client.recipe;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.WatchKind;
import dev.paddock.wire.CreateMode;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A znode whose children a recipe works with. It is a container: made when needed, and removed by the server some time after
 * its last child. So numbers of sequential children may start again, and only zxids grow for ever.
 */
final class Directory {
    private static final CreateOptions CONTAINER =
            CreateOptions.of(CreateMode.CONTAINER).withParents();

    private final PaddockClient client;
    private final String path;

    Directory(PaddockClient client, String path) {
        this.client = client;
        this.path = path;
    }

    String path() {
        return path;
    }

    String child(String name) {
        return path.equals("/") ? "/" + name : path + "/" + name;
    }

    void make(Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            deadline.ask(() -> client.async().create(path, null, CONTAINER));
        } catch (NodeExistsException made) {
            return; // By somebody, or by the attempt whose answer was lost.
        }
    }

    List<String> names(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            try {
                return deadline.ask(() -> client.async().getChildren(path)).names();
            } catch (NoNodeException missing) {
                make(deadline);
            }
        }
    }

    /** The signal tells of the next change after this. */
    List<String> names(Signal signal, Deadline deadline) throws InterruptedException, TimeoutException {
        signal.on(path, WatchKind.CHILDREN);
        while (true) {
            try {
                return deadline.ask(() -> client.async().getChildren(path, signal))
                        .names();
            } catch (NoNodeException missing) {
                make(deadline);
            }
        }
    }
}
