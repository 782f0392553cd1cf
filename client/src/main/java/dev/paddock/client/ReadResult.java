package dev.paddock.client;

import java.util.List;

/** What one read of several has given: each succeeds or fails by itself. */
public sealed interface ReadResult {
    record OfData(NodeData data) implements ReadResult {}

    record OfChildren(List<String> names) implements ReadResult {}

    record Failed(RefusedException reason) implements ReadResult {}
}
