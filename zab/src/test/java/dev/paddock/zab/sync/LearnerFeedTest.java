package dev.paddock.zab.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.history.History;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LearnerFeedTest {
    private static final LinkId LINK = LinkId.accepted(1);
    private static final PeerSettings SETTINGS = PeerSettings.of(new ServerId(1), 2_000, 10, 5);

    private final History history = new History(Zxid.of(1, 0), proposals(1, 5), Zxid.ZERO);
    private final LearnerFeed feed = new LearnerFeed(LINK, false, history, SETTINGS, Map.of());
    private final List<Effect> effects = new ArrayList<>();

    @Test
    void sendsNoMoreThanThereIsCreditFor() {
        feed.credit(20 - SETTINGS.credit());
        feed.begin(diffFrom(3), zxid(5), newLeader(), effects::add);
        feed.pump(zxid(5), effects::add);
        assertThat(sent()).containsExactly(new Message.Diff(zxid(5)));

        feed.credit(40);
        feed.pump(zxid(5), effects::add);
        assertThat(sent()).endsWith(proposal(4), new Message.Commit(zxid(4)));

        feed.credit(10_000);
        feed.pump(zxid(5), effects::add);
        assertThat(sent()).endsWith(proposal(5), new Message.Commit(zxid(5)), newLeader());
    }

    @Test
    void newLeaderFollowsTheLastByteOfASnapshot() {
        feed.begin(new SyncPlan(SyncPlan.Kind.SNAP, zxid(5)), zxid(5), newLeader(), effects::add);
        feed.pump(zxid(5), effects::add);
        assertThat(effects)
                .containsExactly(
                        new Effect.Send(LINK, new Message.Snap(zxid(5))), new Effect.SendSnapshot(LINK, zxid(5)));

        feed.snapshotSent();
        feed.pump(zxid(5), effects::add);
        assertThat(effects).last().isEqualTo(new Effect.Send(LINK, newLeader()));
    }

    @Test
    void whatTheLogDoesNotHaveComesAsASnapshot() {
        History late = new History(zxid(5), List.of(), Zxid.ZERO);
        LearnerFeed behind = new LearnerFeed(LINK, false, late, SETTINGS, Map.of());

        behind.begin(new SyncPlan(SyncPlan.Kind.LOG, zxid(2)), zxid(5), newLeader(), effects::add);
        assertThat(effects).containsExactly(new Effect.ReadHistory(LINK, zxid(2), zxid(5), SETTINGS.readBytes()));

        assertThat(behind.historyRead(List.of(proposal(4)), zxid(5), effects::add))
                .isTrue();
        assertThat(effects).last().isEqualTo(new Effect.SendSnapshot(LINK, zxid(5)));
    }

    @Test
    void aHoleInTheLogEndsTheConnectionOnceSomethingWasSent() {
        History late = new History(zxid(5), List.of(), Zxid.ZERO);
        LearnerFeed behind = new LearnerFeed(LINK, false, late, SETTINGS, Map.of());
        behind.begin(new SyncPlan(SyncPlan.Kind.LOG, zxid(2)), zxid(5), newLeader(), effects::add);
        assertThat(behind.historyRead(List.of(proposal(3)), zxid(5), effects::add))
                .isTrue();
        behind.pump(zxid(5), effects::add);

        assertThat(behind.historyRead(List.of(proposal(5)), zxid(5), effects::add))
                .isFalse();
    }

    @Test
    void aCommitFollowsItsProposalAndAnAnswerFollowsTheCommitsBeforeIt() {
        feed.begin(diffFrom(5), zxid(5), newLeader(), effects::add);
        feed.pump(zxid(5), effects::add);
        effects.clear();
        feed.credit(-SETTINGS.credit());

        history.append(new Proposal(Zxid.of(2, 1), Bytes.EMPTY));
        feed.pump(zxid(5), effects::add);
        assertThat(feed.answer(new Message.Synced(), Zxid.of(2, 1), effects::add))
                .isTrue();
        assertThat(effects).isEmpty();

        feed.credit(SETTINGS.credit());
        feed.pump(Zxid.of(2, 1), effects::add);
        assertThat(sent())
                .containsExactly(
                        new Proposal(Zxid.of(2, 1), Bytes.EMPTY),
                        new Message.Commit(Zxid.of(2, 1)),
                        new Message.Synced());
    }

    private List<Message> sent() {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).message())
                .toList();
    }

    private static SyncPlan diffFrom(long counter) {
        return new SyncPlan(SyncPlan.Kind.DIFF, zxid(counter));
    }

    private static Message.NewLeader newLeader() {
        return new Message.NewLeader(Zxid.of(2, 0), null);
    }

    private static List<Proposal> proposals(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(LearnerFeedTest::proposal)
                .toList();
    }

    private static Proposal proposal(long counter) {
        return new Proposal(zxid(counter), Bytes.EMPTY);
    }

    private static Zxid zxid(long counter) {
        return Zxid.of(1, counter);
    }
}
