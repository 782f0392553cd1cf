package dev.paddock.zab;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;

/** What a person wants to read of an election or a synchronisation: logging as data. Nothing depends on it. */
public sealed interface TraceEvent {
    /** A reign has begun. */
    record Began(Reign reign, Role role) implements TraceEvent {}

    /** A reign is over, and why. */
    record Ended(Reign reign, Role role, String reason) implements TraceEvent {}

    /** This is what we vote for now. */
    record Voted(long round, Vote vote) implements TraceEvent {}

    record Elected(long round, Vote vote) implements TraceEvent {}

    /** The leader has found the epoch that it opens. */
    record EpochOpened(long epoch) implements TraceEvent {}

    /** How a learner is brought to our history. */
    record SyncChosen(LinkId link, ServerId learner, String plan) implements TraceEvent {}

    record SyncedWith(LinkId link, ServerId learner, Zxid zxid) implements TraceEvent {}

    /** A quorum has the history of the epoch. */
    record Established(Reign reign, long epoch, Role role) implements TraceEvent {}

    /** A link was closed, since its other end broke a rule, or was too slow. */
    record Dropped(LinkId link, String reason) implements TraceEvent {}

    /** A leader hands over. */
    record HandingOver(Reign reign, String reason) implements TraceEvent {}

    record ConfigurationActive(long version) implements TraceEvent {}
}
