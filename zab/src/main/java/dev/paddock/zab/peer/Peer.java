package dev.paddock.zab.peer;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.Reign;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.history.Disk;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;

/**
 * One server's part in the agreement: inputs in, effects out, and no other way between it and the world.
 *
 * <p>It plays one role at a time, a {@link Phase}: {@link Looking}, {@link Leading}, {@link Learning}, and between any two
 * of them {@link Draining}.
 */
public final class Peer {
    private final Self self;

    /** Null before the first tick. */
    private Phase phase;

    private boolean isResigning;
    private boolean hasLeft;
    private long wakeAt = Phase.NEVER;

    public Peer(PeerSettings settings, Recovered recovered) {
        this.self = new Self(settings, recovered);
    }

    /** Takes one input. The effects are to be carried out in their order. */
    public void step(Input input, Effects effects) {
        if (hasLeft) {
            return;
        }
        if (input instanceof Input.Tick tick) {
            self.now(tick.nowMillis());
        }
        if (phase == null) {
            phase = new Draining(null);
        }
        dispatch(input, effects);
        changeRoles(effects);
        self.history().trim(self.settings().windowCount(), self.settings().windowBytes());
        checkInvariants();
        askForTick(effects);
    }

    private void dispatch(Input input, Effects effects) {
        if (input instanceof Input.FromDisk answer) {
            takeIn(answer);
            if (answer.reign().equals(self.reign())) {
                phase.on(answer, effects);
            }
        } else if (input instanceof Input.Notified notified) {
            notified(notified, effects);
        } else if (input instanceof Input.VoterAccepted accepted) {
            self.voters().accepted(accepted, self.configurations(), effects);
        } else if (input instanceof Input.Connected connected && self.voters().owner(connected.link()) != null) {
            self.voters().connected(connected.link(), effects);
        } else if (input instanceof Input.LearnerAccepted accepted && phase.role() != Role.LEADING) {
            effects.add(new Effect.Close(accepted.link()));
        } else if (input instanceof Input.Resign) {
            resign(effects);
        } else {
            if (input instanceof Input.Closed closed) {
                self.voters().closed(closed.link(), self.configurations(), effects);
            }
            phase.on(input, effects);
        }
    }

    /** What the disk has done counts, in whatever reign it was asked; the phase is told if it has asked itself. */
    private void takeIn(Input.FromDisk answer) {
        Disk disk = self.disk();
        if (answer instanceof Input.Durable durable) {
            disk.durable(durable);
        } else if (answer instanceof Input.AcceptedEpochSaved saved) {
            disk.saved(saved);
        } else if (answer instanceof Input.CurrentEpochSaved saved) {
            disk.saved(saved);
        } else if (answer instanceof Input.Truncated truncated) {
            disk.truncated(truncated);
        } else if (answer instanceof Input.Installed) {
            disk.installed();
        } else if (answer instanceof Input.ConfigurationSaved) {
            disk.configurationSaved();
        } else {
            throw new AssertionError("no rule for " + answer);
        }
    }

    /**
     * Who looks for a leader is answered by everybody who votes. Others are not, or two that are settled might never end; nor
     * does anybody else answer, since a server of ZooKeeper that looks answers every word of an observer.
     */
    private void notified(Input.Notified notified, Effects effects) {
        ServerId from = self.voters().owner(notified.link());
        if (from == null) {
            return;
        }
        Notification notification = notified.notification();
        boolean isSettled = phase.role() != Role.LOOKING;
        boolean doesOurVoteCount = self.configurations().isVoter(self.id());
        if (isSettled && doesOurVoteCount && notification.sender() == Role.LOOKING) {
            self.voters().send(from, self.notification(phase.role()), self.configurations(), effects);
        }
        phase.heard(from, notification, effects);
    }

    private void resign(Effects effects) {
        isResigning = true;
        if (phase instanceof Leading leading) {
            leading.resign("asked to leave", effects);
        } else {
            self.leave("asked to leave", null);
        }
    }

    private void changeRoles(Effects effects) {
        while (true) {
            if (self.departure() != null) {
                Self.Departure departure = self.departure();
                phase.end(effects);
                self.trace(new TraceEvent.Ended(self.reign(), phase.role(), departure.reason()), effects);
                self.nextReign();
                phase = new Draining(departure.leader());
            } else if (phase instanceof Draining draining && self.disk().isIdle() && !hasLeft) {
                begin(draining.leader(), effects);
            } else {
                return;
            }
        }
    }

    private void begin(ServerId leader, Effects effects) {
        if (isResigning) {
            hasLeft = true;
            self.voters().closeAll(effects);
            effects.add(new Effect.Left());
            return;
        }
        phase = role(leader);
        self.trace(new TraceEvent.Began(self.reign(), phase.role()), effects);
        if (phase.role() != Role.LOOKING) {
            self.voters().concluded(self.notification(phase.role()));
        }
        phase.begin(effects);
    }

    private Phase role(ServerId leader) {
        if (leader == null) {
            return new Looking(self);
        }
        if (!leader.equals(self.vote().leader())) {
            self.named(leader);
        }
        return leader.equals(self.id()) ? new Leading(self) : new Learning(self, leader);
    }

    private void askForTick(Effects effects) {
        long next = phase.nextDeadline();
        if (next != wakeAt) {
            wakeAt = next;
            if (next != Phase.NEVER) {
                effects.add(new Effect.WakeAt(next));
            }
        }
    }

    private void checkInvariants() {
        self.history().check();
        Disk disk = self.disk();
        if (phase instanceof Draining) {
            return;
        }
        if (self.history().durable().epoch() > disk.acceptedEpoch()) {
            throw new IllegalStateException("the history ends at "
                    + self.history().durable() + ", but only epoch " + disk.acceptedEpoch() + " is accepted");
        }
    }

    // What operators ask for. Nothing of it changes anything.

    /**
     * Whether those that follow this leader are a quorum of a configuration, so that it may be proposed. Observers do not
     * count, since they acknowledge nothing.
     */
    public boolean couldCarry(Membership next) {
        return phase instanceof Leading leading && leading.couldCarry(next);
    }

    public Role role() {
        return phase == null ? Role.LOOKING : phase.role();
    }

    public Reign reign() {
        return self.reign();
    }

    public Configurations configurations() {
        return self.configurations();
    }

    /** The last transaction of the history, delivered or not. */
    public Zxid last() {
        return self.history().last();
    }

    public Zxid delivered() {
        return self.history().delivered();
    }
}
