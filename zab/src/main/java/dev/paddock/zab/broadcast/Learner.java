package dev.paddock.zab.broadcast;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.sync.LearnerFeed;

/** What a leader knows of one learner, as long as its link holds. */
public final class Learner {
    private final LinkId link;

    /** Null before it has introduced itself. */
    private Message.LearnerInfo info;

    private boolean isEpochTold;

    /** Null before it has promised to follow. */
    private Message.AckEpoch promise;

    /** Null before its synchronisation has begun. */
    private LearnerFeed feed;

    /** It has acknowledged NEWLEADER. */
    private boolean isSynced;

    /** On its disk up to here. */
    private Zxid acked = Zxid.ZERO;

    private long lastHeard;

    /** Since when it has not acknowledged anything, although there was something. */
    private long behindSince;

    /** Pings are answered one by one, so numbers tell which of them was. Those before UPTODATE are not answered. */
    private long pinged;

    private long ponged;

    /** The ping that belongs to the round of the barrier. */
    private long roundPing;

    public Learner(LinkId link, long now) {
        this.link = link;
        this.lastHeard = now;
        this.behindSince = now;
    }

    public LinkId link() {
        return link;
    }

    public Message.LearnerInfo info() {
        return info;
    }

    public ServerId id() {
        return info.sender();
    }

    public void introduced(Message.LearnerInfo newInfo) {
        info = newInfo;
    }

    public boolean isEpochTold() {
        return isEpochTold;
    }

    public void epochTold() {
        isEpochTold = true;
    }

    public Message.AckEpoch promise() {
        return promise;
    }

    public void promised(Message.AckEpoch newPromise) {
        promise = newPromise;
    }

    public LearnerFeed feed() {
        return feed;
    }

    public void fedBy(LearnerFeed newFeed) {
        feed = newFeed;
    }

    public boolean isSynced() {
        return isSynced;
    }

    public void synced(long now) {
        isSynced = true;
        acked = feed.target();
        behindSince = now;
    }

    /** An ack covers all before it, since proposals and acks travel in order. */
    public void acked(Zxid upTo, long now) {
        if (upTo.isAfter(acked)) {
            acked = upTo;
            behindSince = now;
        }
    }

    public boolean has(Zxid zxid) {
        return isSynced && !zxid.isAfter(acked);
    }

    public Zxid acked() {
        return acked;
    }

    public void heard(long now) {
        lastHeard = now;
    }

    public boolean isSilentSince(long time) {
        return lastHeard < time;
    }

    /** Whether it lets a proposal wait. Asked at every ping. */
    public boolean isBehindSince(long time, long now) {
        if (info.isObserver() || !feed.sent().isAfter(acked)) {
            behindSince = now;
        }
        return behindSince < time;
    }

    public void pinged() {
        pinged++;
    }

    public void ponged() {
        ponged++;
    }

    public void roundBegins() {
        roundPing = pinged;
    }

    /** It was not there when the round began. */
    public void joinsRound() {
        if (roundPing == 0) {
            roundPing = pinged;
        }
    }

    public boolean hasAnsweredRound() {
        return isSynced && roundPing > 0 && ponged >= roundPing;
    }

    public void roundForgotten() {
        roundPing = 0;
    }
}
