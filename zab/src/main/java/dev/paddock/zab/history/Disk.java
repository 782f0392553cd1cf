package dev.paddock.zab.history;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.Reign;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.message.Proposal;

/**
 * What this server has on disk, or will have once all is done that was begun. Everything that goes to the disk goes
 * through here, and every answer comes here first, whatever role has asked.
 */
public final class Disk {
    private final History history;

    /** Durable. No leader of an earlier epoch is followed. */
    private long acceptedEpoch;

    /** Durable. The history of this epoch is here, whole. Never above {@link #acceptedEpoch}. */
    private long currentEpoch;

    /** How many effects on the disk, but for appends, are not answered. */
    private int unanswered;

    /** A leader wanted something back that cannot be taken back here, so only a snapshot helps. */
    private boolean needsSnapshot;

    public Disk(Recovered recovered) {
        history = new History(recovered.delivered(), recovered.tail(), recovered.loggedAfter());
        acceptedEpoch = recovered.acceptedEpoch();
        currentEpoch = recovered.currentEpoch();
    }

    public History history() {
        return history;
    }

    public long acceptedEpoch() {
        return acceptedEpoch;
    }

    /**
     * The epoch whose history this server can vote with. A crash between the history and the claim to it leaves
     * transactions of a later epoch than the claim; whoever has one of these has all that came before it.
     */
    public long claimedEpoch() {
        return Math.max(currentEpoch, history.last().epoch());
    }

    public boolean needsSnapshot() {
        return needsSnapshot || history.last().value() < 0;
    }

    /** Whether all that was begun is done. Only then may a role begin. */
    public boolean isIdle() {
        return unanswered == 0 && history.durable().equals(history.last());
    }

    public void append(Reign reign, Proposal proposal, Effects effects) {
        history.append(proposal);
        effects.add(new Effect.Append(reign, proposal));
    }

    public void saveAcceptedEpoch(Reign reign, long epoch, Effects effects) {
        begin(new Effect.SaveAcceptedEpoch(reign, epoch), effects);
    }

    public void saveCurrentEpoch(Reign reign, long epoch, Effects effects) {
        if (epoch > acceptedEpoch || epoch < history.last().epoch()) {
            throw new IllegalStateException("epoch " + epoch + " cannot be current: " + acceptedEpoch
                    + " is accepted, and the history ends at " + history.last());
        }
        begin(new Effect.SaveCurrentEpoch(reign, epoch), effects);
    }

    /** Takes effect when it is answered, since it may be refused. */
    public void truncate(Reign reign, Zxid last, Effects effects) {
        begin(new Effect.Truncate(reign, last), effects);
    }

    public void install(Reign reign, LinkId link, Zxid zxid, Effects effects) {
        history.replace(zxid);
        begin(new Effect.Install(reign, link, zxid), effects);
    }

    public void saveConfiguration(Reign reign, Membership lastSeen, Effects effects) {
        begin(new Effect.SaveConfiguration(reign, lastSeen), effects);
    }

    public void activateConfiguration(Reign reign, Membership active, Effects effects) {
        begin(new Effect.ActivateConfiguration(reign, active), effects);
    }

    private void begin(Effect.OnDisk effect, Effects effects) {
        unanswered++;
        effects.add(effect);
    }

    /** The log answers, for whichever reign it was asked. */
    public void durable(Input.Durable input) {
        history.durable(input.upTo());
    }

    public void saved(Input.AcceptedEpochSaved input) {
        answered();
        acceptedEpoch = Math.max(acceptedEpoch, input.epoch());
    }

    public void saved(Input.CurrentEpochSaved input) {
        answered();
        currentEpoch = Math.max(currentEpoch, input.epoch());
        if (currentEpoch > acceptedEpoch) {
            throw new IllegalStateException(
                    "epoch " + currentEpoch + " is current, but only " + acceptedEpoch + " was accepted");
        }
    }

    public void truncated(Input.Truncated input) {
        answered();
        if (input.isDone()) {
            history.truncate(input.last());
        } else {
            needsSnapshot = true;
        }
    }

    public void installed() {
        answered();
        needsSnapshot = false;
    }

    public void configurationSaved() {
        answered();
    }

    private void answered() {
        if (unanswered == 0) {
            throw new IllegalStateException("the disk answers what nobody has asked");
        }
        unanswered--;
    }
}
