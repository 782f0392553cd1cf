package dev.paddock.zab;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Touch;
import java.util.List;

/** Everything that a peer can want. It changes the world in no other way. Effects are carried out in their order. */
public sealed interface Effect {

    // Links.

    /** Open this link. Answered by {@link Input.Connected} or {@link Input.Closed}. */
    record Dial(LinkId link, Port port, ServerId to, List<Address> addresses) implements Effect {}

    /** Close a link, behind what was sent on it. Of it nothing is heard again. A snapshot it has brought is dropped. */
    record Close(LinkId link) implements Effect {}

    /** Open the quorum port, and say who comes. Answered only if it fails, by {@link Input.NotListening}. */
    record Listen(Reign reign) implements Effect {}

    /** Close the quorum port. Links that came by it are closed one by one. */
    record StopListening(Reign reign) implements Effect {}

    record Send(LinkId link, Message message) implements Effect {}

    record Notify(LinkId link, Notification notification) implements Effect {}

    // The disk. One thread carries these out in their order, and each is answered once.

    sealed interface OnDisk extends Effect {
        Reign reign();
    }

    /** Behind all that the log has. Answered by {@link Input.Durable}, as the log sees fit. */
    record Append(Reign reign, Proposal proposal) implements OnDisk {}

    record SaveAcceptedEpoch(Reign reign, long epoch) implements OnDisk {}

    record SaveCurrentEpoch(Reign reign, long epoch) implements OnDisk {}

    /** End the history here, and the state if it is beyond. Answered by {@link Input.Truncated}. */
    record Truncate(Reign reign, Zxid last) implements OnDisk {}

    /**
     * Put the snapshot that came on this link in the place of everything, and retire older files of the log. Answered by
     * {@link Input.Installed}.
     */
    record Install(Reign reign, LinkId link, Zxid zxid) implements OnDisk {}

    /** A configuration was proposed: it goes to its own file. Answered by {@link Input.ConfigurationSaved}. */
    record SaveConfiguration(Reign reign, Membership lastSeen) implements OnDisk {}

    /** From now on this configuration counts: files, ports, {@code /zookeeper/config}. Answered in the same way. */
    record ActivateConfiguration(Reign reign, Membership active) implements OnDisk {}

    // Reading and snapshots: beside the stream of the disk.

    /**
     * Read proposals behind one that the log must have, up to another that is durable, at most about so many bytes but at
     * least one. Answered by {@link Input.HistoryRead}.
     */
    record ReadHistory(LinkId link, Zxid after, Zxid upTo, int bytes) implements Effect {}

    /**
     * Give the link the state at this transaction, which is the newest that the server has: with all that was put on the
     * tip before a leader is established, without what is not delivered afterwards. Behind what was sent before, and
     * before all that is sent later. Answered by {@link Input.SnapshotProgress} and {@link Input.SnapshotSent}.
     */
    record SendSnapshot(LinkId link, Zxid zxid) implements Effect {}

    /** The bytes that come next on this link are a snapshot. Keep it, and touch nothing. */
    record ReceiveSnapshot(LinkId link, Zxid zxid) implements Effect {}

    // To the server: one stream, in which each stands where it happens.

    sealed interface ToServer extends Effect {}

    /** While a leader is not established: what it has in its log and has not delivered belongs to the tip. */
    record ExtendTip(Reign reign, Proposal proposal) implements ToServer {}

    /** A quorum has it. */
    record Deliver(Reign reign, Proposal proposal) implements ToServer {}

    /** Clients may come, and those that wait may go on. A leader numbers transactions from the start of its epoch. */
    record Serve(Reign reign, Role role, long epoch, ServerId leader) implements ToServer {}

    /** Prepare nothing more: this leader is about to go. What is submitted later is dropped. */
    record Hold(Reign reign) implements ToServer {}

    /**
     * The role is over; requests that wait are lost or were carried out, and nobody knows. The tip goes too. Follows every
     * {@link Serve}, and ends every reign of a leader, also where it was never established.
     */
    record StopServing(Reign reign) implements ToServer {}

    /** All that was agreed upon when this was asked has been delivered. */
    record Synced(Message.Request request) implements ToServer {}

    record Revalidated(long session, boolean isValid) implements ToServer {}

    // On a leader, from its learners.

    /** A client of the learner on this link wants this. A write becomes exactly one transaction, refused or not. */
    record Prepare(LinkId link, Message.Request request) implements ToServer {}

    /** May this session go on at the learner on this link? Answered by {@link Input.Validity}. */
    record AskValidity(LinkId link, long session, int timeoutMillis) implements ToServer {}

    record Touched(List<Touch> touches) implements ToServer {}

    // On a learner, from its leader.

    /** Whose clients were heard of? Answered by {@link Input.Touches}, at once. */
    record AskTouches(LinkId link, Zxid lastProposed) implements ToServer {}

    /** The server has left the ensemble and holds no link any more. Its election port is to be closed at once. */
    record Left() implements ToServer {}

    // Time, and what people want to know.

    /** Tick at this time if nothing else does. It takes the place of what was asked for before. */
    record WakeAt(long millis) implements Effect {}

    record Trace(TraceEvent event) implements Effect {}
}
