package dev.paddock.zab;

import dev.paddock.zab.membership.ServerId;

/**
 * How a peer behaves, in milliseconds and bytes.
 *
 * @param tick the unit of time: a leader sends two pings in it
 * @param initLimit how long discovery and each part of synchronisation may take without progress
 * @param syncLimit how long a leader and a learner believe in each other without a word
 * @param settle how long an election waits for a better vote once it has a quorum; not at all where nobody is left who
 *     could bring one
 * @param notifyAgain how long an election waits before it repeats itself; doubled each time
 * @param notifyAgainMost the bound of that
 * @param connectTries how often a learner dials its leader
 * @param connectPause how long it waits between two tries: a follower mostly knows earlier than its leader who was elected
 * @param handOver how long a leader that goes waits for its followers to have everything
 * @param windowCount how many committed proposals stay in memory for learners that lack some; those that are not
 *     delivered stay anyway
 * @param windowBytes how much they may take
 * @param credit how many bytes may be on their way to one learner
 * @param readBytes how much is read of the log at a time for a learner that is further behind
 * @param epochLength how many transactions an epoch may have; then the leader hands over, so that another epoch begins
 * @param truncates whether learners are told to take back what the leader does not have; otherwise they get a snapshot,
 *     which servers of ZooKeeper handle more safely
 * @param reconfigures whether configurations change while the ensemble runs
 */
public record PeerSettings(
        ServerId self,
        long tick,
        long initLimit,
        long syncLimit,
        long settle,
        long notifyAgain,
        long notifyAgainMost,
        int connectTries,
        long connectPause,
        long handOver,
        int windowCount,
        long windowBytes,
        long credit,
        int readBytes,
        long epochLength,
        boolean truncates,
        boolean reconfigures) {
    /** The counter of a zxid has 32 bits, and the last number is not used. Some are left for what is on its way. */
    private static final long MOST_IN_AN_EPOCH = 0xFFFF_FF00L;

    /** As an ensemble of our own does it where nothing else is said. */
    public static PeerSettings of(ServerId self, long tick, int initTicks, int syncTicks) {
        return new PeerSettings(
                self,
                tick,
                initTicks * tick,
                syncTicks * tick,
                200,
                200,
                5_000,
                25,
                20,
                100,
                1_000,
                16 << 20,
                4 << 20,
                1 << 20,
                MOST_IN_AN_EPOCH,
                true,
                false);
    }
}
