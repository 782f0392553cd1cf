package dev.paddock.zab;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Touch;
import java.util.List;

/** Everything that a peer can be told. It learns of the world in no other way. */
public sealed interface Input {
    /** Time has gone on, by a clock that never goes back. The first one starts the peer; all else happens at the last. */
    record Tick(long nowMillis) implements Input {}

    // Links. What comes on a link that the peer does not hold is ignored.

    /** A link that was dialled is open. On the election port, our handshake is on its way. */
    record Connected(LinkId link) implements Input {}

    /** Somebody has dialled our election port and has said who it is, and where its own election port may be dialled. */
    record VoterAccepted(LinkId link, ServerId from, List<Address> addresses) implements Input {}

    /** Somebody has dialled our quorum port. */
    record LearnerAccepted(LinkId link) implements Input {}

    /** A link is gone, or could not be opened. The last input of a link, unless the peer closed it. */
    record Closed(LinkId link) implements Input {}

    /** A packet on a link between a leader and a learner. */
    record Received(LinkId link, Message message) implements Input {}

    /** A notification on a link to another server's election port, or from it to ours. */
    record Notified(LinkId link, Notification notification) implements Input {}

    /** So many more bytes, as {@link Message#size} counts them, have left for the learner on this link. */
    record Credit(LinkId link, long bytes) implements Input {}

    /** The quorum port cannot be opened. */
    record NotListening(Reign reign) implements Input {}

    // The disk. Each effect on it is answered once, in the order of the effects, also when its reign is over.

    sealed interface FromDisk extends Input {
        /** In which it was asked. */
        Reign reign();
    }

    /** The log is on disk up to here. One may answer many appends. */
    record Durable(Reign reign, Zxid upTo) implements FromDisk {}

    record AcceptedEpochSaved(Reign reign, long epoch) implements FromDisk {}

    record CurrentEpochSaved(Reign reign, long epoch) implements FromDisk {}

    /**
     * The history ends at this transaction, on disk, and so does the state: what was delivered behind it is undone.
     *
     * @param isDone false if the history has no such transaction, or no state can be made that ends there; then nothing
     *     has changed
     */
    record Truncated(Reign reign, Zxid last, boolean isDone) implements FromDisk {}

    /** The state is that of the snapshot, on disk and in memory, and nothing of what was there before is left. */
    record Installed(Reign reign, Zxid zxid) implements FromDisk {}

    /** The configuration that was seen or has become active is in its files. */
    record ConfigurationSaved(Reign reign, long version) implements FromDisk {}

    /**
     * What was asked for by {@link Effect.ReadHistory}: the next proposals, not empty; or none of it, if the log does not
     * reach back so far, has a hole there, or has so much that a snapshot is the shorter way. A learner keeps what it gets
     * in memory until it is up to date, so this is what bounds it.
     */
    record HistoryRead(LinkId link, List<Proposal> proposals) implements Input {}

    // Snapshots between servers.

    /** A snapshot on its way, in whichever direction, has come on. */
    record SnapshotProgress(LinkId link) implements Input {}

    /** The last byte of the snapshot has been given to the link. */
    record SnapshotSent(LinkId link) implements Input {}

    /**
     * A snapshot is here, whole, and can be installed. What follows it on the link comes after this. Where it cannot be
     * used the link is closed instead.
     */
    record SnapshotReceived(LinkId link) implements Input {}

    // What the server asks for.

    /** A transaction that was prepared while leading. It follows the one before without a hole. */
    record Submitted(Reign reign, Proposal proposal) implements Input {}

    /** A request of a client of ours, for the leader. Only while following or observing. */
    record Forwarded(Reign reign, Message.Request request) implements Input {}

    /** A client of ours wants to see all that is agreed upon by now. Answered by {@link Effect.Synced}. */
    record SyncAsked(Reign reign, Message.Request request) implements Input {}

    /** May this session go on here? Only while following or observing. Answered by {@link Effect.Revalidated}. */
    record RevalidationAsked(Reign reign, long session, int timeoutMillis) implements Input {}

    /** Whether a session may go on at a learner: the answer to {@link Effect.AskValidity}, in the order of asking. */
    record Validity(LinkId link, long session, boolean isValid) implements Input {}

    /** Whose clients were heard of: the answer to {@link Effect.AskTouches}. */
    record Touches(LinkId link, Zxid lastProposed, List<Touch> touches) implements Input {}

    /** Leave the ensemble in order: a leader hands over first. Ends with {@link Effect.Left}. */
    record Resign() implements Input {}
}
