package dev.paddock.datatree.acl;

import dev.paddock.wire.Id;
import java.util.ArrayList;
import java.util.List;

/** The ids of one connection, each once, in the order in which they came. They are only ever added to. */
public final class Identities {
    public static final Identities NONE = new Identities(List.of());

    static final String SUPER = "super";

    private final List<Id> ids;
    private final boolean isSuper;

    private Identities(List<Id> ids) {
        this.ids = ids;
        this.isSuper = hasScheme(SUPER);
    }

    public static Identities of(Id... ids) {
        return NONE.with(List.of(ids));
    }

    public Identities with(List<Id> added) {
        List<Id> all = new ArrayList<>(ids);
        for (Id id : added) {
            if (!all.contains(id)) {
                all.add(id);
            }
        }
        return all.size() == ids.size() ? this : new Identities(List.copyOf(all));
    }

    public List<Id> all() {
        return ids;
    }

    /** Whether every ACL lets this connection through. */
    public boolean isSuper() {
        return isSuper;
    }

    public boolean hasScheme(String scheme) {
        for (Id id : ids) {
            if (id.scheme().equals(scheme)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return ids.toString();
    }
}
