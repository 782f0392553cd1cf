package dev.paddock.zab.sync;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.history.History;

/**
 * How a learner gets the leader's history.
 *
 * @param from what the learner has once the plan is carried out, but for what is then sent; of a snapshot, its name at
 *     the least
 */
public record SyncPlan(Kind kind, Zxid from) {
    public enum Kind {
        /** It has a beginning of our history, and we have the rest in memory. */
        DIFF,

        /** Maybe it has a beginning of our history: the log must show it, and has what it lacks. Or else SNAP. */
        LOG,

        /** It has something that we do not have, and that is taken back. */
        TRUNC,

        /** It gets a state. */
        SNAP
    }

    /** What a leader knows of itself. */
    public record Leader(History history, Zxid committed, long epoch, long epochBefore, boolean truncates) {
        /** Whether the history, up to where this epoch began, is the one that whoever followed in it had then. */
        private boolean hasBeginningOf(Zxid start) {
            return start.epoch() == epoch
                    || start.epoch() == epochBefore
                    || start.equals(history.base())
                    || start.value() >= history.base().value() && isFirstBehind(start);
        }

        private boolean isFirstBehind(Zxid start) {
            var next = history.after(start);
            return next != null && next.zxid().equals(start.next());
        }

        /**
         * A snapshot is named by its last transaction, which means the same to everybody; but where the learner has something
         * behind that, by the beginning of our epoch, or a server of ZooKeeper would find it in its log again.
         */
        private SyncPlan snapshot(Zxid learnerLast) {
            Zxid start = Zxid.of(epoch, 0);
            boolean isNamedByEpoch = learnerLast.isAfter(committed) && start.isAfter(committed);
            return new SyncPlan(Kind.SNAP, isNamedByEpoch ? start : committed);
        }
    }

    /** The same transaction at the end of both histories means the same transactions before it. */
    public static SyncPlan choose(Leader leader, Zxid learnerLast, long learnerEpoch) {
        History history = leader.history();
        if (learnerLast.value() < 0) {
            return leader.snapshot(learnerLast);
        }
        Zxid start = Zxid.of(learnerEpoch, 0);
        // It has accepted the history of an epoch, and nothing of that epoch.
        boolean hasOnlyBeginning = learnerEpoch > 0 && !learnerLast.isAfter(start);
        if (hasOnlyBeginning && !history.base().isAfter(start) && leader.hasBeginningOf(start)) {
            return new SyncPlan(Kind.DIFF, start);
        }
        if (learnerLast.counter() == 0 && learnerLast.epoch() > 0) {
            return chooseByBeginning(leader, learnerLast);
        }
        if (learnerLast.isAfter(leader.committed())) {
            return takeBack(leader, learnerLast, history.floor(leader.committed()));
        }
        if (!history.base().isAfter(learnerLast)) {
            Zxid floor = history.floor(learnerLast);
            return floor.equals(learnerLast)
                    ? new SyncPlan(Kind.DIFF, floor)
                    : takeBackWithinEpoch(leader, learnerLast);
        }
        return history.loggedAfter().isAfter(learnerLast)
                ? leader.snapshot(learnerLast)
                : new SyncPlan(Kind.LOG, learnerLast);
    }

    /** Its state came as the beginning of an epoch. */
    private static SyncPlan chooseByBeginning(Leader leader, Zxid start) {
        boolean isInMemory = !leader.history().base().isAfter(start);
        return isInMemory && leader.hasBeginningOf(start) ? new SyncPlan(Kind.DIFF, start) : leader.snapshot(start);
    }

    /** Whoever has the last transaction before the difference, of the same epoch, has all before it too. */
    private static SyncPlan takeBackWithinEpoch(Leader leader, Zxid learnerLast) {
        Zxid common = leader.history().floor(learnerLast);
        return common.epoch() == learnerLast.epoch()
                ? takeBack(leader, learnerLast, common)
                : leader.snapshot(learnerLast);
    }

    private static SyncPlan takeBack(Leader leader, Zxid learnerLast, Zxid to) {
        boolean isPossible = leader.truncates() && to.value() >= 0;
        return isPossible ? new SyncPlan(Kind.TRUNC, to) : leader.snapshot(learnerLast);
    }
}
