package dev.paddock.zab.codec;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** What a leader sends its learners. */
public final class FromLeader {
    private static final Zxid NONE = new Zxid(-1);

    private FromLeader() {}

    /** Null for kinds that learners ignore. */
    public static Message read(QuorumPacket packet) {
        Zxid zxid = packet.zxid();
        return switch (packet.type()) {
            case QuorumPacket.LEADER_INFO -> new Message.LeaderInfo(zxid.epoch());
            case QuorumPacket.DIFF -> new Message.Diff(zxid);
            case QuorumPacket.TRUNC -> new Message.Trunc(zxid);
            case QuorumPacket.SNAP -> new Message.Snap(zxid);
            case QuorumPacket.NEW_LEADER -> new Message.NewLeader(zxid, membership(packet.data()));
            case QuorumPacket.UP_TO_DATE -> new Message.UpToDate();
            case QuorumPacket.PROPOSAL -> proposal(packet);
            case QuorumPacket.COMMIT -> new Message.Commit(zxid);
            case QuorumPacket.COMMIT_AND_ACTIVATE ->
                new Message.CommitAndActivate(
                        zxid, new ServerId(packet.requireData().readLong()));
            case QuorumPacket.INFORM -> new Message.Inform(proposal(packet));
            case QuorumPacket.INFORM_AND_ACTIVATE -> informAndActivate(packet);
            case QuorumPacket.PING -> new Message.Ping(zxid);
            case QuorumPacket.REVALIDATE -> revalidated(packet.requireData());
            case QuorumPacket.SYNC -> new Message.Synced();
            default -> null;
        };
    }

    /** Servers that have nothing to say send a byte or none. */
    private static Membership membership(Bytes data) {
        return data == null || data.length() <= 1 ? null : MembershipText.parse(data.text());
    }

    private static Proposal proposal(QuorumPacket packet) {
        packet.requireData();
        return ProposalCodec.read(packet.data(), packet.zxid());
    }

    private static Message informAndActivate(QuorumPacket packet) {
        ServerId leader = new ServerId(packet.requireData().readLong());
        ByteBuf rest = Unpooled.wrappedBuffer(packet.data().array()).skipBytes(Long.BYTES);
        return new Message.InformAndActivate(ProposalCodec.read(Encoded.rest(rest), packet.zxid()), leader);
    }

    private static Message revalidated(JuteReader in) {
        return new Message.Revalidated(in.readLong(), in.readBoolean());
    }

    public static QuorumPacket write(Message message) {
        if (message instanceof Proposal proposal) {
            return QuorumPacket.of(QuorumPacket.PROPOSAL, proposal.zxid(), proposal.txn());
        } else if (message instanceof Message.Commit commit) {
            return QuorumPacket.of(QuorumPacket.COMMIT, commit.zxid());
        } else if (message instanceof Message.Inform inform) {
            Proposal proposal = inform.proposal();
            return QuorumPacket.of(QuorumPacket.INFORM, proposal.zxid(), proposal.txn());
        } else if (message instanceof Message.Ping ping) {
            return QuorumPacket.of(QuorumPacket.PING, ping.lastProposed());
        } else if (message instanceof Message.LeaderInfo info) {
            Bytes protocol = Encoded.of(out -> out.int32(Message.LearnerInfo.PROTOCOL));
            return QuorumPacket.of(QuorumPacket.LEADER_INFO, Zxid.of(info.epoch(), 0), protocol);
        } else if (message instanceof Message.Diff diff) {
            return QuorumPacket.of(QuorumPacket.DIFF, diff.upTo());
        } else if (message instanceof Message.Trunc trunc) {
            return QuorumPacket.of(QuorumPacket.TRUNC, trunc.last());
        } else if (message instanceof Message.Snap snap) {
            return QuorumPacket.of(QuorumPacket.SNAP, snap.zxid());
        } else if (message instanceof Message.NewLeader newLeader) {
            return QuorumPacket.of(QuorumPacket.NEW_LEADER, newLeader.zxid(), text(newLeader.membership()));
        } else if (message instanceof Message.UpToDate) {
            return QuorumPacket.of(QuorumPacket.UP_TO_DATE, NONE);
        } else if (message instanceof Message.CommitAndActivate commit) {
            Bytes leader = Encoded.of(out -> out.int64(commit.leader().value()));
            return QuorumPacket.of(QuorumPacket.COMMIT_AND_ACTIVATE, commit.zxid(), leader);
        } else if (message instanceof Message.InformAndActivate inform) {
            return informAndActivate(inform);
        } else if (message instanceof Message.Revalidated answer) {
            Bytes data = Encoded.of(out -> out.int64(answer.session()).bool(answer.isValid()));
            return QuorumPacket.of(QuorumPacket.REVALIDATE, NONE, data);
        } else if (message instanceof Message.Synced) {
            return QuorumPacket.of(QuorumPacket.SYNC, Zxid.ZERO);
        }
        throw new AssertionError("a leader does not send " + message);
    }

    private static QuorumPacket informAndActivate(Message.InformAndActivate inform) {
        Proposal proposal = inform.proposal();
        ByteBuf data = Unpooled.buffer(Long.BYTES + proposal.txn().length());
        data.writeLong(inform.leader().value()).writeBytes(proposal.txn().array());
        return QuorumPacket.of(QuorumPacket.INFORM_AND_ACTIVATE, proposal.zxid(), Encoded.rest(data));
    }

    private static Bytes text(Membership membership) {
        return membership == null
                ? null
                : Bytes.wrap(MembershipText.format(membership).getBytes(StandardCharsets.UTF_8));
    }
}
