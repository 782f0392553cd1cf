package dev.paddock.server.clients;

import java.util.HashMap;
import java.util.Map;

/** Sessions are called by numbers in the order in which they are met: their ids are each server's own. */
final class SessionNames {
    private final Map<Long, String> names = new HashMap<>();

    /** Of the owner of a znode as well: the marks of containers and of times to live stay as they are. */
    String name(long owner) {
        if (owner == 0) {
            return "-";
        } else if (owner < 0) {
            return "0x" + Long.toHexString(owner);
        }
        return names.computeIfAbsent(owner, unknown -> "s" + (names.size() + 1));
    }
}
