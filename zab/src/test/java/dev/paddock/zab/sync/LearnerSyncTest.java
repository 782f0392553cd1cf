package dev.paddock.zab.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.Reign;
import dev.paddock.zab.history.Disk;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.ProtocolFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A learner with 1/1 and 1/2 on disk, which was delivered to 1/1, and a leader of epoch 2. */
class LearnerSyncTest {
    private static final LinkId LINK = LinkId.dialled(1);
    private static final Reign REIGN = new Reign(3);

    private final Disk disk = new Disk(new Recovered(2, 1, Zxid.of(1, 1), List.of(proposal(1, 2)), Zxid.ZERO, null));
    private final LearnerSync sync = new LearnerSync(disk, LINK, REIGN, 2, (membership, effects) -> {});
    private final List<Effect> effects = new ArrayList<>();

    @Test
    void theHistoryIsWrittenBeforeTheEpochAndTheAcknowledgementWaitsForBoth() {
        receive(new Message.Diff(Zxid.of(1, 3)), proposal(1, 3), commit(1, 3), newLeader());
        assertThat(effects)
                .containsExactly(new Effect.Append(REIGN, proposal(1, 3)), new Effect.SaveCurrentEpoch(REIGN, 2));

        effects.clear();
        sync.currentEpochSaved(effects::add);
        assertThat(effects).containsExactly(new Effect.Send(LINK, new Message.Ack(Zxid.of(2, 0))));
    }

    @Test
    void whatFollowsATruncationWaitsForIt() {
        receive(new Message.Trunc(Zxid.of(1, 1)), proposal(2, 1), commit(2, 1), newLeader());
        assertThat(effects).containsExactly(new Effect.Truncate(REIGN, Zxid.of(1, 1)));

        effects.clear();
        Input.Truncated truncated = new Input.Truncated(REIGN, Zxid.of(1, 1), true);
        disk.truncated(truncated);
        sync.truncated(true, effects::add);
        assertThat(effects)
                .containsExactly(new Effect.Append(REIGN, proposal(2, 1)), new Effect.SaveCurrentEpoch(REIGN, 2));
    }

    @Test
    void aTruncationThatIsRefusedEndsTheSynchronisationAndAsksForASnapshot() {
        receive(new Message.Trunc(Zxid.of(1, 1)), newLeader());

        disk.truncated(new Input.Truncated(REIGN, Zxid.of(1, 1), false));
        assertThatThrownBy(() -> sync.truncated(false, effects::add)).isInstanceOf(ProtocolFault.class);
        assertThat(disk.needsSnapshot()).isTrue();
        assertThat(disk.history().last()).isEqualTo(Zxid.of(1, 2));
    }

    @Test
    void aSnapshotTakesThePlaceOfEverythingOnlyWithNewLeader() {
        receive(new Message.Snap(Zxid.of(2, 0)), proposal(2, 1), commit(2, 1));
        assertThat(effects).containsExactly(new Effect.ReceiveSnapshot(LINK, Zxid.of(2, 0)));
        assertThat(disk.history().last()).isEqualTo(Zxid.of(1, 2));

        effects.clear();
        receive(newLeader());
        assertThat(effects)
                .containsExactly(
                        new Effect.Install(REIGN, LINK, Zxid.of(2, 0)),
                        new Effect.Append(REIGN, proposal(2, 1)),
                        new Effect.SaveCurrentEpoch(REIGN, 2));
    }

    @Test
    void whatIsProposedAndNotCommittedIsKeptAcrossNewLeader() {
        receive(new Message.Diff(Zxid.of(1, 2)), proposal(2, 1), newLeader(), commit(2, 1));

        assertThat(sync.committed()).isEqualTo(Zxid.of(2, 1));
        assertThat(sync.committedAtNewLeader()).isEqualTo(Zxid.of(1, 2));
    }

    @Test
    void aHoleIsRefused() {
        receive(new Message.Diff(Zxid.of(1, 5)));

        assertThatThrownBy(() -> receive(proposal(1, 4)))
                .isInstanceOf(ProtocolFault.class)
                .hasMessageContaining("hole");
        assertThatThrownBy(() -> receive(proposal(2, 2))).isInstanceOf(ProtocolFault.class);
    }

    @Test
    void aCommitWithoutItsProposalIsRefused() {
        receive(new Message.Diff(Zxid.of(1, 5)), proposal(1, 3), proposal(1, 4));

        assertThatThrownBy(() -> receive(commit(1, 4)))
                .isInstanceOf(ProtocolFault.class)
                .hasMessageContaining("COMMIT");
    }

    @Test
    void whatWasAgreedUponIsNotTakenBack() {
        disk.history().agreeOn(Zxid.of(1, 2));

        assertThatThrownBy(() -> receive(new Message.Trunc(Zxid.of(1, 1))))
                .isInstanceOf(ProtocolFault.class)
                .hasMessageContaining("agreed");
    }

    @Test
    void pingsAreNotAnsweredBeforeTheEnd() {
        receive(new Message.Diff(Zxid.of(1, 2)), new Message.Ping(Zxid.of(2, 0)));

        assertThat(effects).isEmpty();
    }

    @Test
    void anythingElseThanAPlanAtTheBeginningIsRefused() {
        assertThatThrownBy(() -> receive(newLeader())).isInstanceOf(ProtocolFault.class);
    }

    private void receive(Message... messages) {
        for (Message message : messages) {
            sync.on(message, effects::add);
        }
    }

    private static Message.NewLeader newLeader() {
        return new Message.NewLeader(Zxid.of(2, 0), null);
    }

    private static Message.Commit commit(long epoch, long counter) {
        return new Message.Commit(Zxid.of(epoch, counter));
    }

    private static Proposal proposal(long epoch, long counter) {
        return new Proposal(Zxid.of(epoch, counter), Bytes.EMPTY);
    }
}
