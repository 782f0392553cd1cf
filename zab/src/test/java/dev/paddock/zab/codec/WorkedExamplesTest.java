package dev.paddock.zab.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Touch;
import dev.paddock.zab.message.Vote;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes that servers of ZooKeeper 3.9.5 have sent each other, read and written again. */
class WorkedExamplesTest {
    private static final String NULL = "ffffffff";
    private static final String NONE = "ffffffffffffffff";
    private static final String CONFIGURATION = "server.1=127.0.0.1:24281:24381:participant\n"
            + "server.2=127.0.0.1:24282:24382:participant\n"
            + "server.3=127.0.0.1:24283:24383:participant\n"
            + "version=0";
    private static final Membership MEMBERSHIP = MembershipText.parse(CONFIGURATION);
    private static final long SESSION = 0x01000013a3350000L;
    private static final int MOST = 1 << 20;

    // Election.

    @Test
    void theHandshakeOfOneAddress() {
        String bytes = "ffffffffffff0000 0000000000000002 0000000f" + hex("127.0.0.1:24382");
        Handshake handshake = new Handshake(new ServerId(2), List.of(new Address("127.0.0.1", 24382)));

        assertThat(Handshake.tryRead(bytes(bytes))).isEqualTo(handshake);
        ByteBuf out = Unpooled.buffer();
        handshake.write(out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(compact(bytes)).hasSize(2 * 35);
    }

    @Test
    void theHandshakeOfSeveralAddresses() {
        String bytes = "ffffffffffff0001 0000000000000001 0000001f" + hex("127.0.0.2:24391|127.0.0.1:24381");
        Handshake handshake = new Handshake(
                new ServerId(1), List.of(new Address("127.0.0.2", 24391), new Address("127.0.0.1", 24381)));

        assertThat(Handshake.tryRead(bytes(bytes))).isEqualTo(handshake);
        ByteBuf out = Unpooled.buffer();
        handshake.write(out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(compact(bytes)).hasSize(2 * 51);
    }

    @Test
    void theHandshakeOfServersBeforeThreeFive() {
        assertThat(Handshake.tryRead(bytes("0000000000000002"))).isEqualTo(new Handshake(new ServerId(2), List.of()));
    }

    @Test
    void anAddressThatMeansAnyIsNoneToDial() {
        String any = hex("[::]:3888|host:3888");
        assertThat(Handshake.tryRead(bytes("ffffffffffff0000 0000000000000002 00000013" + any))
                        .addresses())
                .containsExactly(new Address("host", 3888));
    }

    @Test
    void aNotification() {
        String bytes = "000000b6 00000000 0000000000000002 0000000000000000 0000000000000001 0000000000000000"
                + " 00000002 0000008a" + hex(CONFIGURATION);
        Notification notification =
                new Notification(Role.LOOKING, new Vote(new ServerId(2), Zxid.ZERO, 0), 1, 2, MEMBERSHIP);

        assertThat(ElectionFrame.decode(ElectionFrame.tryRead(bytes(bytes)))).contains(notification);
        ByteBuf out = Unpooled.buffer();
        ElectionFrame.write(notification, out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(compact(bytes));
    }

    @Test
    void notificationsOfOlderServersHaveVersionZeroAndNoConfiguration() {
        String vote = "00000002 0000000000000003 0000000500000007 0000000000000009";
        Vote expected = new Vote(new ServerId(3), Zxid.of(5, 7), 5);

        assertThat(ElectionFrame.decode(bytes(vote))).contains(new Notification(Role.LEADING, expected, 9, 0, null));
        assertThat(ElectionFrame.decode(bytes(vote + "0000000000000006 00000001")))
                .contains(new Notification(Role.LEADING, expected.withEpoch(6), 9, 0, null));
    }

    @Test
    void aNotificationWithAConfigurationThatMakesNoSenseIsAVoteAllTheSame() {
        String bytes = "00000000 0000000000000002 0000000000000000 0000000000000001 0000000000000000 00000002";

        assertThat(ElectionFrame.decode(bytes(bytes + "0000000a" + hex("version=zz"))))
                .get()
                .extracting(Notification::membership)
                .isNull();
        assertThat(ElectionFrame.decode(bytes(bytes + "0000000b" + hex("version=zz"))))
                .isEmpty();
    }

    // Discovery and synchronisation.

    @Test
    void theFirstSynchronisation() {
        fromLearner(
                "0000000b 0000000000000000 00000014 0000000000000001 00010000 0000000000000000" + NULL,
                new Message.LearnerInfo(false, 0, new ServerId(1), 0x10000, 0));
        fromLeader("00000011 0000000100000000 00000004 00010000" + NULL, new Message.LeaderInfo(1));
        fromLearner("00000012 0000000000000000 00000004 00000000" + NULL, new Message.AckEpoch(0, Zxid.ZERO));
        fromLeader("0000000d 0000000000000000" + NULL + NULL, new Message.Diff(Zxid.ZERO));
        fromLeader(
                "0000000a 0000000100000000 0000008a" + hex(CONFIGURATION) + NULL,
                new Message.NewLeader(Zxid.of(1, 0), MEMBERSHIP));
        fromLearner("00000003 0000000100000000" + NULL + NULL, new Message.Ack(Zxid.of(1, 0)));
        fromLeader("0000000c" + NONE + NULL + NULL, new Message.UpToDate());
    }

    @Test
    void aDifference() {
        String txn = "03000015b49d0000 00000000 0000000300000001 000001a1fec3f2dc fffffff6 00001770"
                + " 00000002 00000002eb0e46d2";

        fromLearner(
                "0000000b 0000000200000000 00000014 0000000000000002 00010000 0000000000000000" + NULL,
                new Message.LearnerInfo(false, 2, new ServerId(2), 0x10000, 0));
        fromLearner("00000012 0000000200000003 00000004 00000002" + NULL, new Message.AckEpoch(2, Zxid.of(2, 3)));
        fromLeader("00000002 0000000300000001 00000030" + txn + NULL, new Proposal(Zxid.of(3, 1), wrapped(txn)));
        fromLeader("00000004 0000000300000001" + NULL + NULL, new Message.Commit(Zxid.of(3, 1)));
        fromLeader(
                "00000008 0000000300000001 00000030" + txn + NULL,
                new Message.Inform(new Proposal(Zxid.of(3, 1), wrapped(txn))));
    }

    @Test
    void truncationAndSnapshot() {
        fromLeader("0000000e 0000000100000002" + NULL + NULL, new Message.Trunc(Zxid.of(1, 2)));
        fromLeader("0000000f 0000000100000004" + NULL + NULL, new Message.Snap(Zxid.of(1, 4)));
    }

    @Test
    void anEpochThatWasPromisedBeforeIsPromisedWithMinusOne() {
        fromLearner("00000012 0000000200000003 00000004 ffffffff" + NULL, new Message.AckEpoch(-1, Zxid.of(2, 3)));
    }

    // Broadcast.

    @Test
    void aRequestWithWhoAsks() {
        String body = "00000002 2f61 00000003 6f6e65 00000001 0000001f 00000005" + hex("world") + "00000006"
                + hex("anyone") + "00000000";
        String ids = "00000001 00000002" + hex("ip") + "00000009" + hex("127.0.0.1");

        fromLearner(
                "00000001" + NONE + "0000003c 01000013a3350000 00000001 00000001" + body + ids,
                new Message.Request(SESSION, 1, 1, wrapped(body), List.of(new Id("ip", "127.0.0.1"))));
    }

    @Test
    void syncPingAndRevalidate() {
        fromLeader("00000007 0000000000000000" + NULL + NULL, new Message.Synced());
        fromLeader("00000005 0000000100000000" + NULL + NULL, new Message.Ping(Zxid.of(1, 0)));
        fromLearner("00000005 0000000100000000 00000000" + NULL, new Message.Pong(Zxid.of(1, 0), List.of()));
        fromLearner(
                "00000005 0000000100000004 0000000c 01000013a3350000 00001770" + NULL,
                new Message.Pong(Zxid.of(1, 4), List.of(new Touch(SESSION, 6000))));
        fromLearner(
                "00000006" + NONE + "0000000c 01000013a3350000 00001770" + NULL, new Message.Revalidate(SESSION, 6000));
        fromLeader("00000006" + NONE + "00000009 01000013a3350000 01" + NULL, new Message.Revalidated(SESSION, true));
        fromLearner(
                "00000001" + NONE + "00000014 01000013a3350000 00000000 fffffff6 00001770" + NULL,
                new Message.Request(SESSION, 0, -10, wrapped("00001770"), List.of()));
    }

    @Test
    void aConfigurationThatBecomesActive() {
        String text = hex(CONFIGURATION);
        String txn = "0100002ae0710000 00000002 0000000100000003 000001a1fed921f4 00000010 00000011"
                + hex("/zookeeper/config") + "0000008a" + text + "ffffffff";
        String length = String.format("%08x", 8 + compact(txn).length() / 2);
        Proposal proposal = new Proposal(Zxid.of(1, 3), wrapped(txn), MEMBERSHIP);

        fromLeader(
                "00000009 0000000100000002 00000008 0000000000000003" + NULL,
                new Message.CommitAndActivate(Zxid.of(1, 2), new ServerId(3)));
        fromLeader(
                "00000013 0000000100000003" + length + "0000000000000003" + txn + NULL,
                new Message.InformAndActivate(proposal, new ServerId(3)));
    }

    @Test
    void whatServersIgnoreIsNothing() {
        assertThat(FromLeader.read(packet("00000063 0000000000000000" + NULL + NULL)))
                .isNull();
        assertThat(FromLearner.read(packet("00000063 0000000000000000" + NULL + NULL)))
                .isNull();
    }

    private static void fromLeader(String hex, Message message) {
        assertThat(FromLeader.read(packet(hex))).isEqualTo(message);
        assertThat(written(FromLeader.write(message))).isEqualTo(compact(hex));
    }

    private static void fromLearner(String hex, Message message) {
        assertThat(FromLearner.read(packet(hex))).isEqualTo(message);
        assertThat(written(FromLearner.write(message))).isEqualTo(compact(hex));
    }

    /** Whatever is missing at its end, it is waited for. */
    private static QuorumPacket packet(String hex) {
        ByteBuf whole = bytes(hex);
        for (int length = 0; length < whole.readableBytes(); length++) {
            assertThat(QuorumPacket.tryRead(whole.slice(0, length), MOST)).isNull();
        }
        QuorumPacket packet = QuorumPacket.tryRead(whole, MOST);
        assertThat(whole.readableBytes()).isZero();
        return packet;
    }

    private static String written(QuorumPacket packet) {
        ByteBuf out = Unpooled.buffer();
        packet.write(out);
        return ByteBufUtil.hexDump(out);
    }

    private static Bytes wrapped(String hex) {
        return Bytes.wrap(ByteBufUtil.decodeHexDump(compact(hex)));
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(compact(hex)));
    }

    private static String compact(String hex) {
        return hex.replace(" ", "");
    }

    private static String hex(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.UTF_8));
    }
}
