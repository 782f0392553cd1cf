package dev.paddock.zab.peer;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.Reign;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.election.ElectionLinks;
import dev.paddock.zab.history.Disk;
import dev.paddock.zab.history.History;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;

/** This server, as it outlasts its roles. */
final class Self {
    /** What an observer votes with: it is nobody's candidate, and has nothing to compare. */
    private static final long NO_VOTE = Long.MIN_VALUE;

    private final PeerSettings settings;
    private final Disk disk;
    private final ElectionLinks voters;
    private Configurations configurations;

    private Reign reign = new Reign(0);
    private long now;
    private long dialled;

    /** The last election that this server knows of: its logical clock. */
    private long round;

    /** How the last election has ended for this server, with the epoch that came of it. */
    private Vote vote;

    /** The reign is to end; null while it is not. */
    private Departure departure;

    /**
     * Why a reign ends.
     *
     * @param leader who leads then, so that nobody needs to be elected; or null
     */
    record Departure(String reason, ServerId leader) {}

    Self(PeerSettings settings, Recovered recovered) {
        this.settings = settings;
        this.disk = new Disk(recovered);
        this.voters = new ElectionLinks(settings.self(), this::newLink);
        this.configurations = recovered.configurations();
        this.vote = ownVote();
    }

    PeerSettings settings() {
        return settings;
    }

    ServerId id() {
        return settings.self();
    }

    Disk disk() {
        return disk;
    }

    History history() {
        return disk.history();
    }

    ElectionLinks voters() {
        return voters;
    }

    Configurations configurations() {
        return configurations;
    }

    Reign reign() {
        return reign;
    }

    void nextReign() {
        reign = reign.next();
        departure = null;
    }

    long now() {
        return now;
    }

    void now(long millis) {
        now = Math.max(now, millis);
    }

    LinkId newLink() {
        return LinkId.dialled(++dialled);
    }

    long round() {
        return round;
    }

    Vote vote() {
        return vote;
    }

    /** How an election has ended. */
    void elected(long newRound, Vote newVote) {
        round = newRound;
        vote = newVote;
    }

    /** So that all who are in the epoch tell late comers the same. */
    void established(long epoch) {
        vote = vote.withEpoch(epoch);
    }

    /** Named as leader by a change of the configuration. */
    void named(ServerId leader) {
        vote = new Vote(leader, history().last(), disk.claimedEpoch());
    }

    /** What this server has to offer: only what is on disk. */
    Vote ownVote() {
        if (isObserver()) {
            return new Vote(ServerId.NONE, new Zxid(NO_VOTE), NO_VOTE);
        }
        ServerId candidate = configurations.isVoter(id()) ? id() : ServerId.NONE;
        return new Vote(candidate, history().durable(), disk.claimedEpoch());
    }

    Notification notification(Role role) {
        return new Notification(role, vote, round, Notification.CURRENT_VERSION, configurations.active());
    }

    /** A member that may not vote. Whoever is not a member at all follows, and its acks do not count. */
    boolean isObserver() {
        return configurations.active().contains(id())
                && !configurations.active().isVoter(id());
    }

    void leave(String reason, ServerId leader) {
        if (departure == null) {
            departure = new Departure(reason, leader);
        }
    }

    Departure departure() {
        return departure;
    }

    void trace(TraceEvent event, Effects effects) {
        effects.add(new Effect.Trace(event));
    }

    /** A configuration was proposed. From here on a quorum is one of both. */
    void seen(Membership next, Effects effects) {
        if (settings.reconfigures()
                && next.version() > configurations.lastSeen().version()) {
            configurations = configurations.seen(next);
            disk.saveConfiguration(reign, next, effects);
        }
    }

    /** The first leader of an ensemble gives its configuration a version, which outranks those of files. */
    void stampConfiguration(long version) {
        if (settings.reconfigures() && configurations.lastSeen().version() == 0) {
            configurations = configurations.seen(configurations.lastSeen().withVersion(version));
        }
    }

    /** From here on this configuration counts. */
    void activate(Membership next, Effects effects) {
        if (settings.reconfigures() && next.version() > configurations.active().version()) {
            configurations = configurations.activated(next);
            disk.activateConfiguration(reign, next, effects);
            trace(new TraceEvent.ConfigurationActive(next.version()), effects);
        }
    }
}
