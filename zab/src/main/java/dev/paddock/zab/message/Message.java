package dev.paddock.zab.message;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import java.util.List;

/** What a leader and its learners say to each other, one record for each kind of packet. */
public sealed interface Message permits Proposal, Message.Small, Message.Request, Message.Inform, Message.NewLeader {
    /** A packet without data. */
    int PACKET_SIZE = 20;

    /** About as many bytes as it takes on the wire: what credit is counted in. */
    int size();

    /** Those that are of no size worth telling apart. */
    sealed interface Small extends Message {
        @Override
        default int size() {
            return PACKET_SIZE;
        }
    }

    // Discovery.

    /**
     * FOLLOWERINFO or OBSERVERINFO: a learner introduces itself (CEPOCH).
     *
     * @param acceptedEpoch the highest epoch that it has promised to follow
     * @param protocol 0x10000; lower for servers before 3.4
     * @param configVersion of the learner's active configuration
     */
    record LearnerInfo(boolean isObserver, long acceptedEpoch, ServerId sender, int protocol, long configVersion)
            implements Small {
        public static final int PROTOCOL = 0x10000;
    }

    /** LEADERINFO: the epoch that the leader opens (NEWEPOCH). */
    record LeaderInfo(long epoch) implements Small {}

    /**
     * ACKEPOCH: the learner follows nobody of an earlier epoch any more, and this is its history.
     *
     * @param currentEpoch the epoch whose history it has, or {@link #ALREADY_PROMISED}, which does not count
     */
    record AckEpoch(long currentEpoch, Zxid last) implements Small {
        public static final long ALREADY_PROMISED = -1;
    }

    // Synchronisation.

    /** DIFF: the learner's history is a beginning of the leader's; what it lacks follows. */
    record Diff(Zxid upTo) implements Small {}

    /** TRUNC: what the learner has behind this goes; what it lacks follows. */
    record Trunc(Zxid last) implements Small {}

    /** SNAP: the state at this transaction follows, as bytes between this packet and the next. */
    record Snap(Zxid zxid) implements Small {}

    /** NEWLEADER: the history of the epoch is complete. Without a configuration from those that send none. */
    record NewLeader(Zxid zxid, Membership membership) implements Message {
        private static final int CONFIGURATION_SIZE = 1000;

        @Override
        public int size() {
            return PACKET_SIZE + CONFIGURATION_SIZE;
        }
    }

    /** UPTODATE: a quorum has the history of the epoch; clients may come. */
    record UpToDate() implements Small {}

    // Broadcast.

    /** ACK: this proposal and all before it are on the learner's disk; or, with counter 0, NEWLEADER is accepted. */
    record Ack(Zxid zxid) implements Small {}

    /** COMMIT: a quorum has this proposal. */
    record Commit(Zxid zxid) implements Small {}

    /** COMMITANDACTIVATE: a quorum of both configurations has it, and this is to be the leader. */
    record CommitAndActivate(Zxid zxid, ServerId leader) implements Small {}

    /** INFORM: proposal and commit in one, for observers. */
    record Inform(Proposal proposal) implements Message {
        @Override
        public int size() {
            return proposal.size();
        }
    }

    /** INFORMANDACTIVATE. */
    record InformAndActivate(Proposal proposal, ServerId leader) implements Small {}

    /** PING, from the leader. */
    record Ping(Zxid lastProposed) implements Small {}

    /** PING, from a learner: whose clients were heard of since the last one. */
    record Pong(Zxid lastProposed, List<Touch> touches) implements Small {}

    /** REVALIDATE, from a learner: may this session go on here? */
    record Revalidate(long session, int timeoutMillis) implements Small {}

    /** REVALIDATE, from the leader. */
    record Revalidated(long session, boolean isValid) implements Small {}

    /** SYNC: all that was proposed when the learner asked has been sent. */
    record Synced() implements Small {}

    /**
     * REQUEST: what a client of a learner asked for.
     *
     * @param body as it came from the client
     * @param identities who the client has proved to be
     */
    record Request(long session, int cxid, int opCode, Bytes body, List<Id> identities) implements Message {
        public boolean isSync() {
            return opCode == OpCode.SYNC.code();
        }

        @Override
        public int size() {
            return PACKET_SIZE + Long.BYTES + Integer.BYTES * 2 + body.length();
        }
    }
}
