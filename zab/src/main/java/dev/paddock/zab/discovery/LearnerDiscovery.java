package dev.paddock.zab.discovery;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Reign;
import dev.paddock.zab.history.Disk;
import dev.paddock.zab.message.Message;

/** The learner's half of discovery: the promise is on disk before it is given. */
public final class LearnerDiscovery {
    private static final Zxid NOTHING = new Zxid(-1);

    private final Disk disk;
    private final LinkId link;
    private final Reign reign;

    /** The epoch that the leader opens, or -1 before it has said so. */
    private long epoch = -1;

    private boolean isPromised;

    public LearnerDiscovery(Disk disk, LinkId link, Reign reign) {
        this.disk = disk;
        this.link = link;
        this.reign = reign;
    }

    /** NEWEPOCH. False if a later epoch was promised to somebody. */
    public boolean leaderInfo(long newEpoch, Effects effects) {
        if (epoch != -1 || newEpoch < disk.acceptedEpoch()) {
            return false;
        }
        epoch = newEpoch;
        if (newEpoch == disk.acceptedEpoch()) {
            promise(Message.AckEpoch.ALREADY_PROMISED, effects);
        } else {
            disk.saveAcceptedEpoch(reign, newEpoch, effects);
        }
        return true;
    }

    public void acceptedEpochSaved(Effects effects) {
        promise(disk.needsSnapshot() ? Message.AckEpoch.ALREADY_PROMISED : disk.claimedEpoch(), effects);
    }

    private void promise(long currentEpoch, Effects effects) {
        isPromised = true;
        Zxid last = disk.needsSnapshot() ? NOTHING : disk.history().last();
        effects.add(new Effect.Send(link, new Message.AckEpoch(currentEpoch, last)));
    }

    public boolean isPromised() {
        return isPromised;
    }

    public long epoch() {
        return epoch;
    }
}
