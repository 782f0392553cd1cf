package dev.paddock.client;

import java.util.List;

/**
 * A change to the servers of an ensemble, as {@code reconfig} takes it.
 *
 * @param joining servers to add or change, {@code server.N=spec} each; empty for none
 * @param leaving ids of servers to remove; empty for none
 * @param newMembers all servers that there are to be, instead of the two before; empty if it is about those
 * @param fromVersion of the configuration that this is a change to; -1 for whatever there is
 */
public record Reconfiguration(List<String> joining, List<String> leaving, List<String> newMembers, long fromVersion) {
    public Reconfiguration {
        joining = List.copyOf(joining);
        leaving = List.copyOf(leaving);
        newMembers = List.copyOf(newMembers);
        if (!newMembers.isEmpty() && !(joining.isEmpty() && leaving.isEmpty())) {
            throw new IllegalArgumentException("either all members are given, or those who join and leave");
        }
    }

    public static Reconfiguration change(List<String> joining, List<String> leaving) {
        return new Reconfiguration(joining, leaving, List.of(), -1);
    }

    public static Reconfiguration toMembers(List<String> newMembers) {
        return new Reconfiguration(List.of(), List.of(), newMembers, -1);
    }

    public Reconfiguration from(long version) {
        return new Reconfiguration(joining, leaving, newMembers, version);
    }
}
