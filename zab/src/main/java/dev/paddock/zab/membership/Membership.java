package dev.paddock.zab.membership;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One configuration of an ensemble: who is in it, who may vote, and what a quorum is.
 *
 * @param version the zxid that brought it, or 0 for one that was only ever in a file
 * @param groups voters by the number of their group; empty where the majority decides
 * @param weights what a vote counts; 1 where nothing is said
 */
public record Membership(
        long version,
        SortedMap<ServerId, Member> members,
        SortedMap<Long, SortedSet<ServerId>> groups,
        SortedMap<ServerId, Long> weights,
        Quorum quorum) {

    /** An ensemble in which the majority decides. */
    public static Membership of(long version, Collection<Member> members) {
        return of(version, members, new TreeMap<>(), new TreeMap<>());
    }

    public static Membership of(
            long version,
            Collection<Member> members,
            SortedMap<Long, SortedSet<ServerId>> groups,
            SortedMap<ServerId, Long> weights) {
        SortedMap<ServerId, Member> byId = new TreeMap<>();
        SortedSet<ServerId> voters = new TreeSet<>();
        for (Member member : members) {
            byId.put(member.id(), member);
            if (member.isVoter()) {
                voters.add(member.id());
            }
        }
        Quorum quorum = groups.isEmpty() ? new Quorum.Majority(voters) : new Quorum.Hierarchical(groups, weights);
        return new Membership(version, byId, groups, weights, quorum);
    }

    public Membership withVersion(long newVersion) {
        return new Membership(newVersion, members, groups, weights, quorum);
    }

    public boolean isVoter(ServerId server) {
        Member member = members.get(server);
        return member != null && member.isVoter();
    }

    public boolean contains(ServerId server) {
        return members.containsKey(server);
    }

    /** The member of this number, or null. */
    public Member member(ServerId server) {
        return members.get(server);
    }

    public List<ServerId> voters() {
        return members.values().stream().filter(Member::isVoter).map(Member::id).toList();
    }

    /** Whether both have the same members with the same rights at the same addresses, whatever their versions. */
    public boolean isSameEnsembleAs(Membership other) {
        return members.equals(other.members) && groups.equals(other.groups) && weights.equals(other.weights);
    }

    /** Whether a server is a voter here, at the addresses for learners that it has in the other configuration. */
    public boolean keepsVoter(ServerId server, Membership before) {
        Member now = members.get(server);
        Member then = before.members.get(server);
        return now != null && now.isVoter() && then != null && now.hasQuorumAddressesOf(then);
    }
}
