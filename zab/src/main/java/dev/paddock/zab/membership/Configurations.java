package dev.paddock.zab.membership;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The configuration that counts, and the last one that was proposed. While the second is newer, whatever needs a quorum
 * needs one of both.
 */
public record Configurations(Membership active, Membership lastSeen) {
    public Configurations {
        if (lastSeen.version() < active.version()) {
            throw new IllegalArgumentException("the configuration last seen, " + Long.toHexString(lastSeen.version())
                    + ", is older than the active one, " + Long.toHexString(active.version()));
        }
    }

    public static Configurations of(Membership active) {
        return new Configurations(active, active);
    }

    public boolean isChanging() {
        return lastSeen.version() > active.version();
    }

    public Configurations seen(Membership next) {
        return next.version() > lastSeen.version() ? new Configurations(active, next) : this;
    }

    public Configurations activated(Membership next) {
        if (next.version() < active.version()) {
            return this;
        }
        return new Configurations(next, next.version() < lastSeen.version() ? lastSeen : next);
    }

    public Quorum quorum() {
        return isChanging() ? new Quorum.Joint(List.of(active.quorum(), lastSeen.quorum())) : active.quorum();
    }

    /** Whoever votes in either. */
    public boolean isVoter(ServerId server) {
        return active.isVoter(server) || isChanging() && lastSeen.isVoter(server);
    }

    public boolean contains(ServerId server) {
        return active.contains(server) || lastSeen.contains(server);
    }

    public SortedSet<ServerId> voters() {
        SortedSet<ServerId> voters = new TreeSet<>(active.voters());
        if (isChanging()) {
            voters.addAll(lastSeen.voters());
        }
        return voters;
    }

    /** The member of this number: as it is, or else as it shall be; or null. */
    public Member member(ServerId server) {
        Member member = active.member(server);
        return member == null ? lastSeen.member(server) : member;
    }
}
