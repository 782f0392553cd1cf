package dev.paddock.zab.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.Member;
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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodecPropertiesTest {
    private static final int MOST = 1 << 16;

    @Property(tries = 2_000)
    void whatALearnerSaysIsReadAsItWasSaid(@ForAll("fromLearner") Message message) {
        assertThat(FromLearner.read(overTheWire(FromLearner.write(message)))).isEqualTo(message);
    }

    @Property(tries = 2_000)
    void whatALeaderSaysIsReadAsItWasSaid(@ForAll("fromLeader") Message message) {
        assertThat(FromLeader.read(overTheWire(FromLeader.write(message)))).isEqualTo(message);
    }

    @Property(tries = 500)
    void aNotificationIsReadAsItWasSent(@ForAll("notifications") Notification notification) {
        ByteBuf out = Unpooled.buffer();
        ElectionFrame.write(notification, out);
        assertThat(ElectionFrame.decode(ElectionFrame.tryRead(out))).contains(notification);
    }

    @Property(tries = 500)
    void aConfigurationIsReadAsItWasWritten(@ForAll("memberships") Membership membership) {
        assertThat(MembershipText.parse(MembershipText.format(membership))).isEqualTo(membership);
    }

    /** Nothing else is thrown, and no length makes it allocate what is not there: the heap of the tests is small. */
    @Property(tries = 20_000)
    void anythingElseEndsInTheDecodersOwnException(
            @ForAll("fromLeader") Message one, @ForAll("fromLearner") Message other, @ForAll long seed) {
        Random random = new Random(seed);
        ByteBuf stream = Unpooled.buffer();
        FromLeader.write(one).write(stream);
        FromLearner.write(other).write(stream);
        mutate(stream, random);
        try {
            for (QuorumPacket packet = QuorumPacket.tryRead(stream, MOST);
                    packet != null;
                    packet = QuorumPacket.tryRead(stream, MOST)) {
                FromLeader.read(packet);
                FromLearner.read(packet);
            }
        } catch (JuteException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    @Property(tries = 5_000)
    void noNotificationAndNoHandshakeDoesAnythingElse(
            @ForAll("notifications") Notification notification, @ForAll long seed) {
        Random random = new Random(seed);
        ByteBuf stream = Unpooled.buffer();
        new Handshake(new ServerId(1), List.of(new Address("host", 3888))).write(stream);
        ElectionFrame.write(notification, stream);
        mutate(stream, random);
        try {
            if (Handshake.tryRead(stream) != null) {
                ByteBuf frame = ElectionFrame.tryRead(stream);
                if (frame != null) {
                    ElectionFrame.decode(frame);
                }
            }
        } catch (JuteException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    private static void mutate(ByteBuf stream, Random random) {
        int mutations = 1 + random.nextInt(3);
        for (int i = 0; i < mutations; i++) {
            int at = random.nextInt(stream.writerIndex());
            if (random.nextBoolean()) {
                stream.setByte(at, random.nextInt(256));
            } else if (at + Integer.BYTES <= stream.writerIndex()) {
                stream.setInt(at, random.nextBoolean() ? random.nextInt() : random.nextInt(40) - 2);
            }
        }
        stream.writerIndex(1 + random.nextInt(stream.writerIndex()));
    }

    private static QuorumPacket overTheWire(QuorumPacket packet) {
        ByteBuf out = Unpooled.buffer();
        packet.write(out);
        QuorumPacket read = QuorumPacket.tryRead(out, MOST);
        assertThat(out.readableBytes())
                .as("left of %s", ByteBufUtil.hexDump(out))
                .isZero();
        return read;
    }

    @Provide
    Arbitrary<Message> fromLearner() {
        Arbitrary<Long> longs = Arbitraries.longs();
        Arbitrary<Integer> ints = Arbitraries.integers();
        return Arbitraries.oneOf(
                zxids().map(Message.Ack::new),
                Combinators.combine(ints, zxids()).as((epoch, last) -> new Message.AckEpoch(epoch, last)),
                Combinators.combine(Arbitraries.of(true, false), ints, longs, ints, longs)
                        .as((isObserver, epoch, id, protocol, version) ->
                                new Message.LearnerInfo(isObserver, epoch, new ServerId(id), protocol, version)),
                Combinators.combine(
                                zxids(),
                                Combinators.combine(longs, ints)
                                        .as(Touch::new)
                                        .list()
                                        .ofMaxSize(20))
                        .as(Message.Pong::new),
                Combinators.combine(longs, ints).as(Message.Revalidate::new),
                Combinators.combine(longs, ints, ints, bytes(), ids()).as(Message.Request::new));
    }

    @Provide
    Arbitrary<Message> fromLeader() {
        Arbitrary<Long> longs = Arbitraries.longs();
        return Arbitraries.oneOf(
                zxids().map(Message.Diff::new),
                zxids().map(Message.Trunc::new),
                zxids().map(Message.Snap::new),
                zxids().map(Message.Commit::new),
                zxids().map(Message.Ping::new),
                Arbitraries.integers().map(epoch -> new Message.LeaderInfo(epoch)),
                Arbitraries.of(new Message.UpToDate(), new Message.Synced()),
                Combinators.combine(zxids(), memberships()).as(Message.NewLeader::new),
                Combinators.combine(zxids(), longs)
                        .as((zxid, leader) -> new Message.CommitAndActivate(zxid, new ServerId(leader))),
                Combinators.combine(longs, Arbitraries.of(true, false)).as(Message.Revalidated::new),
                proposals(),
                proposals().map(Message.Inform::new),
                Combinators.combine(proposals(), longs)
                        .as((proposal, leader) -> new Message.InformAndActivate(proposal, new ServerId(leader))));
    }

    private static Arbitrary<Proposal> proposals() {
        return Combinators.combine(zxids(), bytes()).as((zxid, rest) -> {
            ByteBuffer txn = ByteBuffer.allocate(32 + rest.length());
            txn.putLong(7).putInt(1).putLong(zxid.value()).putLong(0).putInt(1).put(rest.array());
            return new Proposal(zxid, Bytes.wrap(txn.array()));
        });
    }

    private static Arbitrary<Zxid> zxids() {
        return Arbitraries.longs().map(Zxid::new);
    }

    private static Arbitrary<Bytes> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(60).map(Bytes::wrap);
    }

    private static Arbitrary<List<Id>> ids() {
        Arbitrary<String> texts = Arbitraries.strings().alpha().ofMaxLength(10);
        return Combinators.combine(texts, texts).as(Id::new).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<Notification> notifications() {
        Arbitrary<Long> longs = Arbitraries.longs();
        return Combinators.combine(Arbitraries.of(Role.values()), longs, longs, longs, longs, memberships())
                .as((role, leader, zxid, round, epoch, membership) -> new Notification(
                        role, new Vote(new ServerId(leader), new Zxid(zxid), epoch), round, 2, membership));
    }

    @Provide
    Arbitrary<Membership> memberships() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.of(true, false),
                        Arbitraries.of("host", "10.0.0.1", "fe80::1"))
                .as(CodecPropertiesTest::membership);
    }

    /** Server 1 may vote, every third one may not. With groups, the odd ones are one and the even ones another. */
    private static Membership membership(int size, long version, boolean hasGroups, String host) {
        List<Member> members = new ArrayList<>();
        SortedMap<Long, SortedSet<ServerId>> groups = new TreeMap<>();
        SortedMap<ServerId, Long> weights = new TreeMap<>();
        for (int i = 1; i <= size; i++) {
            boolean isVoter = i % 3 != 0;
            ServerId id = new ServerId(i);
            List<Address> quorum = new ArrayList<>(List.of(new Address(host, 2888 + i)));
            List<Address> election = new ArrayList<>(List.of(new Address(host, 3888 + i)));
            if (i % 2 == 0) {
                quorum.add(new Address("zone2." + i, 2888));
                election.add(new Address("zone2." + i, 3888));
            }
            members.add(new Member(id, isVoter, quorum, election, i % 4 == 0 ? null : new Address(host, 2181)));
            if (hasGroups && isVoter) {
                groups.computeIfAbsent(i % 2L, group -> new TreeSet<>()).add(id);
                weights.put(id, (long) i);
            }
        }
        return Membership.of(version, members, groups, weights);
    }
}
