package dev.paddock.zab.codec;

import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A notification, on a link to an election port:
 *
 * <pre>
 * int length | int role | long leader | long zxid | long round           28 bytes: servers before 3.4
 *            | long epoch | int version                                  40 bytes: servers before 3.5
 *            | int length | configuration                                from then on
 * </pre>
 */
public final class ElectionFrame {
    private static final int MOST_BYTES = 512 << 10;
    private static final int OLDEST_SIZE = 28;
    private static final int OLD_SIZE = 40;
    private static final int VERSION_WITH_MEMBERSHIP = 2;

    private ElectionFrame() {}

    /** The next frame without its length, as a slice; null while it is incomplete. */
    public static ByteBuf tryRead(ByteBuf in) {
        if (in.readableBytes() < Integer.BYTES) {
            return null;
        }
        int length = in.getInt(in.readerIndex());
        if (length <= 0 || length > MOST_BYTES) {
            throw new JuteException("a notification of " + length + " bytes");
        }
        if (in.readableBytes() < Integer.BYTES + length) {
            return null;
        }
        in.skipBytes(Integer.BYTES);
        return in.readSlice(length);
    }

    /** Empty for what is to be ignored: notifications are repeated, and a bad one is no reason to part. */
    public static Optional<Notification> decode(ByteBuf frame) {
        int size = frame.readableBytes();
        if (size < OLDEST_SIZE) {
            return Optional.empty();
        }
        int role = frame.readInt();
        ServerId leader = new ServerId(frame.readLong());
        Zxid zxid = new Zxid(frame.readLong());
        long round = frame.readLong();
        if (role < 0 || role >= Role.values().length || size > OLDEST_SIZE && size < OLD_SIZE) {
            return Optional.empty();
        }
        long epoch = size == OLDEST_SIZE ? zxid.epoch() : frame.readLong();
        // The shorter forms say something else here, or nothing.
        int version = size > OLD_SIZE ? frame.readInt() : 0;
        Membership membership = null;
        if (version >= VERSION_WITH_MEMBERSHIP) {
            if (frame.readableBytes() < Integer.BYTES) {
                return Optional.empty();
            }
            int length = frame.readInt();
            if (length < 0 || length > frame.readableBytes()) {
                return Optional.empty();
            }
            membership = membership(
                    frame.readCharSequence(length, StandardCharsets.UTF_8).toString());
        }
        Vote vote = new Vote(leader, zxid, epoch);
        return Optional.of(new Notification(Role.values()[role], vote, round, version, membership));
    }

    /** Null for one that makes no sense: the vote counts all the same. */
    private static Membership membership(String text) {
        try {
            return MembershipText.parse(text);
        } catch (JuteException malformed) {
            return null;
        }
    }

    public static void write(Notification notification, ByteBuf out) {
        byte[] membership = MembershipText.format(notification.membership()).getBytes(StandardCharsets.UTF_8);
        Vote vote = notification.vote();
        out.writeInt(OLD_SIZE + Integer.BYTES + membership.length);
        out.writeInt(notification.sender().ordinal()).writeLong(vote.leader().value());
        out.writeLong(vote.zxid().value()).writeLong(notification.round()).writeLong(vote.epoch());
        out.writeInt(Notification.CURRENT_VERSION).writeInt(membership.length).writeBytes(membership);
    }
}
