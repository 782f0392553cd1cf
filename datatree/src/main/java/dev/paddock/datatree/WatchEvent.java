package dev.paddock.datatree;

import dev.paddock.wire.Acl;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Utf8;
import java.util.List;

/**
 * Something that watches may be set for. {@link WatchKind} says which ones hear of it.
 *
 * @param acl what a watcher must be allowed to read by: the ACL of the znode, the last one of a deleted znode, and for
 *     children that of their parent
 */
public record WatchEvent(EventType type, Utf8 path, List<Acl> acl) {
    @Override
    public String toString() {
        return type + " " + path;
    }
}
