package dev.paddock.zab.sim.zookeeper;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.Reign;
import dev.paddock.zab.message.Proposal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tree, log and epoch files of one server, as far as others can tell what they hold. */
final class Database {
    private static final Zxid EMPTY = new Zxid(-1);

    /** The newest of the history, in order: what is in the window of committed proposals, and what is only logged. */
    private final List<Proposal> entries = new ArrayList<>();

    /** The transaction before the first of them. */
    private Zxid base;

    /** So many of them are in the tree, and so in the window. */
    private int applied;

    /** So many were shown. */
    private int delivered;

    /** The epoch that this process has led begins here; it counts as the last zxid, and stands in no file. */
    private Zxid led = Zxid.ZERO;

    private Zxid durable;

    /** Files may be read behind this. */
    private Zxid loggedAfter;

    private long acceptedEpoch;
    private long currentEpoch;
    private int unanswered;

    /** It could not truncate. */
    private boolean isEmpty;

    Database(Recovered recovered) {
        base = recovered.delivered();
        entries.addAll(recovered.tail());
        durable = last();
        loggedAfter = recovered.loggedAfter();
        acceptedEpoch = recovered.acceptedEpoch();
        currentEpoch = recovered.currentEpoch();
    }

    /** The last transaction that is logged, or will be. */
    Zxid last() {
        return entries.isEmpty() ? base : entries.get(entries.size() - 1).zxid();
    }

    /** What it votes with, and tells its leader. */
    Zxid lastZxid() {
        return isEmpty ? EMPTY : later(last(), led);
    }

    /** The last transaction in the tree of a leader. */
    Zxid lastProcessed() {
        return later(applied == 0 ? base : entries.get(applied - 1).zxid(), led);
    }

    private static Zxid later(Zxid one, Zxid other) {
        return one.isAfter(other) ? one : other;
    }

    /** What is committed and in memory. */
    List<Proposal> committedLog() {
        return Collections.unmodifiableList(entries.subList(0, applied));
    }

    Zxid base() {
        return base;
    }

    Zxid durable() {
        return durable;
    }

    Zxid loggedAfter() {
        return loggedAfter;
    }

    long acceptedEpoch() {
        return acceptedEpoch;
    }

    /** A crash may come between the log and the claim to its epoch. */
    long claimedEpoch() {
        return Math.max(currentEpoch, last().epoch());
    }

    boolean isEmpty() {
        return isEmpty || last().equals(EMPTY);
    }

    boolean isFlushed() {
        return unanswered == 0 && durable.equals(last());
    }

    /** Before a server leads, all that is logged is in its tree. */
    void fastForward() {
        applied = entries.size();
    }

    /** It leads, and all of its history is agreed upon. */
    void leads(long epoch) {
        led = Zxid.of(epoch, 0);
    }

    List<Proposal> undelivered() {
        return Collections.unmodifiableList(entries.subList(delivered, entries.size()));
    }

    /** The next that is logged and not shown, or null. */
    Proposal next() {
        return delivered == entries.size() ? null : entries.get(delivered);
    }

    void deliverNext(Reign reign, Effects effects) {
        effects.add(new Effect.Deliver(reign, entries.get(delivered++)));
        applied = Math.max(applied, delivered);
    }

    void append(Reign reign, Proposal proposal, Effects effects) {
        entries.add(proposal);
        effects.add(new Effect.Append(reign, proposal));
    }

    /** Those behind a transaction, of what is in memory. */
    List<Proposal> after(Zxid zxid) {
        int index = entries.size();
        while (index > 0 && entries.get(index - 1).zxid().isAfter(zxid)) {
            index--;
        }
        return List.copyOf(entries.subList(index, entries.size()));
    }

    void saveAcceptedEpoch(Reign reign, long epoch, Effects effects) {
        begin(new Effect.SaveAcceptedEpoch(reign, epoch), effects);
    }

    void saveCurrentEpoch(Reign reign, long epoch, Effects effects) {
        begin(new Effect.SaveCurrentEpoch(reign, epoch), effects);
    }

    void truncate(Reign reign, Zxid to, Effects effects) {
        begin(new Effect.Truncate(reign, to), effects);
    }

    void install(Reign reign, LinkId link, Zxid zxid, Effects effects) {
        entries.clear();
        applied = 0;
        delivered = 0;
        base = zxid;
        durable = zxid;
        loggedAfter = zxid;
        led = Zxid.ZERO;
        begin(new Effect.Install(reign, link, zxid), effects);
    }

    private void begin(Effect.OnDisk effect, Effects effects) {
        unanswered++;
        effects.add(effect);
    }

    void answered(Input.FromDisk answer) {
        if (answer instanceof Input.Durable synced) {
            durable = later(durable, synced.upTo());
            return;
        }
        unanswered--;
        if (answer instanceof Input.AcceptedEpochSaved saved) {
            acceptedEpoch = saved.epoch();
        } else if (answer instanceof Input.CurrentEpochSaved saved) {
            currentEpoch = saved.epoch();
        } else if (answer instanceof Input.Installed) {
            isEmpty = false;
        } else if (answer instanceof Input.Truncated truncated) {
            if (truncated.isDone()) {
                truncated(truncated.last());
            } else {
                isEmpty = true;
            }
        } else {
            throw new AssertionError("no rule for " + answer);
        }
    }

    private void truncated(Zxid to) {
        while (!entries.isEmpty() && last().isAfter(to)) {
            entries.remove(entries.size() - 1);
        }
        applied = Math.min(applied, entries.size());
        delivered = Math.min(delivered, entries.size());
        if (entries.isEmpty()) {
            base = to;
        }
        durable = to;
        led = Zxid.ZERO;
        loggedAfter = loggedAfter.isAfter(to) ? to : loggedAfter;
    }

    /** Keeps so many committed proposals in memory. */
    void trim(int most) {
        int surplus = Math.min(delivered - most, entries.size());
        if (surplus <= 0 || entries.get(surplus - 1).zxid().isAfter(durable)) {
            return;
        }
        base = entries.get(surplus - 1).zxid();
        entries.subList(0, surplus).clear();
        applied -= surplus;
        delivered -= surplus;
    }
}
