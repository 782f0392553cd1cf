package dev.paddock.zab.membership;

import java.util.List;

/**
 * One server of an ensemble: a line {@code server.N} of its configuration.
 *
 * @param quorum where it listens as a leader, one address for each of its hosts
 * @param election where it listens for votes, in the same order
 * @param client where clients find it, or null where the line does not say
 */
public record Member(ServerId id, boolean isVoter, List<Address> quorum, List<Address> election, Address client) {
    public Member {
        quorum = List.copyOf(quorum);
        election = List.copyOf(election);
        if (quorum.isEmpty() || quorum.size() != election.size()) {
            throw new IllegalArgumentException(
                    "server " + id + " needs one port for learners and one for votes on each of its hosts");
        }
    }

    boolean hasQuorumAddressesOf(Member other) {
        return quorum.size() == other.quorum.size() && quorum.containsAll(other.quorum);
    }
}
