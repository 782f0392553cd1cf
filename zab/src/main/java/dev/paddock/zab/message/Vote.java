package dev.paddock.zab.message;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.ServerId;

/**
 * A candidate, and why: its history is the longest of those that its voters know of.
 *
 * @param zxid the last transaction of the candidate
 * @param epoch the epoch whose history the candidate has
 */
public record Vote(ServerId leader, Zxid zxid, long epoch) {
    /** The order of histories; between equal ones the number of the server decides. */
    public boolean beats(Vote other) {
        if (epoch != other.epoch) {
            return epoch > other.epoch;
        }
        int byHistory = zxid.compareTo(other.zxid);
        return byHistory != 0 ? byHistory > 0 : leader.compareTo(other.leader) > 0;
    }

    public Vote withEpoch(long newEpoch) {
        return new Vote(leader, zxid, newEpoch);
    }
}
