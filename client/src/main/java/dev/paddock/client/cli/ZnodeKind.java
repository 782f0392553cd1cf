package dev.paddock.client.cli;

import dev.paddock.wire.Stat;
import java.util.Locale;

/** How long a znode is to stay, as far as servers tell: containers and those with a time to live look persistent. */
enum ZnodeKind {
    PERSISTENT,
    EPHEMERAL;

    static ZnodeKind of(Stat stat) {
        return stat.ephemeralOwner() == 0 ? PERSISTENT : EPHEMERAL;
    }

    /** The kind of this name, or null. */
    static ZnodeKind named(String name) {
        for (ZnodeKind kind : values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
