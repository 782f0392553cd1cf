package dev.paddock.zab.discovery;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.Quorum;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import java.util.Set;
import java.util.TreeSet;

/** The leader's half of discovery: which epoch it opens, and who has promised to follow it there. */
public final class EpochQuorum {
    /** Epochs have 31 bits. One that is so much further on is a mistake or an attack, and would use them up. */
    private static final long SANE_STEP = 1 << 20;

    private final ServerId self;
    private final Quorum quorum;
    private final long ownAccepted;
    private final long ownEpoch;
    private final Zxid ownLast;

    private final Set<ServerId> heard = new TreeSet<>();
    private final Set<ServerId> promised = new TreeSet<>();

    /** Above every accepted epoch that was heard of. Fixed once it is chosen. */
    private long epoch;

    private boolean isChosen;

    public EpochQuorum(ServerId self, Quorum quorum, long ownAccepted, long ownEpoch, Zxid ownLast) {
        this.self = self;
        this.quorum = quorum;
        this.ownAccepted = ownAccepted;
        this.ownEpoch = ownEpoch;
        this.ownLast = ownLast;
        this.epoch = ownAccepted + 1;
        heard.add(self);
        choose();
    }

    public boolean isSane(long acceptedEpoch) {
        return acceptedEpoch - Math.max(ownAccepted, 0) <= SANE_STEP;
    }

    /** CEPOCH. Whoever it is, the epoch will be one that it can accept; only voters bring the choice nearer. */
    public void heard(ServerId from, long acceptedEpoch, boolean isVoter) {
        if (isChosen) {
            return;
        }
        epoch = Math.max(epoch, acceptedEpoch + 1);
        if (isVoter) {
            heard.add(from);
        }
        choose();
    }

    private void choose() {
        isChosen = quorum.isReachedBy(heard::contains);
    }

    public boolean isChosen() {
        return isChosen;
    }

    public long epoch() {
        return epoch;
    }

    /** What stands for the epoch as a whole, in front of its first transaction. */
    public Zxid startOfEpoch() {
        return Zxid.of(epoch, 0);
    }

    /** The leader's own promise is on disk. */
    public void promisedBySelf() {
        promised.add(self);
    }

    /** ACK-E. One that was given before counts no more: it may have been given to somebody else. */
    public void promised(ServerId from, Message.AckEpoch ack, boolean isVoter) {
        if (isVoter
                && ack.currentEpoch() != Message.AckEpoch.ALREADY_PROMISED
                && ack.last().value() != -1) {
            promised.add(from);
        }
    }

    /** Whether somebody has a longer history than the leader, so that the election was wrong. */
    public boolean isAhead(Message.AckEpoch ack) {
        if (ack.currentEpoch() != ownEpoch) {
            return ack.currentEpoch() > ownEpoch;
        }
        return ack.last().isAfter(ownLast);
    }

    /** From here on nobody commits anything in an earlier epoch, and the leader has all that was. */
    public boolean isPromised() {
        return quorum.isReachedBy(promised::contains);
    }
}
