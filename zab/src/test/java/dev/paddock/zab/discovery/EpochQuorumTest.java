package dev.paddock.zab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.Quorum;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Server 3 of three leads, and asks the others for a promise. */
class EpochQuorumTest {
    private static final ServerId ONE = new ServerId(1);
    private static final ServerId THREE = new ServerId(3);
    private static final Zxid LAST = Zxid.of(4, 2);

    private final Quorum quorum = new Quorum.Majority(new TreeSet<>(List.of(ONE, new ServerId(2), THREE)));
    private final EpochQuorum epochs = new EpochQuorum(THREE, quorum, 4, 4, LAST);

    @Test
    void theEpochIsAboveAllThatAQuorumHasAccepted() {
        assertThat(epochs.isChosen()).isFalse();

        epochs.heard(ONE, 6, true);

        assertThat(epochs.isChosen()).isTrue();
        assertThat(epochs.epoch()).isEqualTo(7);
    }

    @Test
    void aPromiseThatWasGivenBeforeDoesNotCountAgain() {
        promisedToItself();

        epochs.promised(ONE, new Message.AckEpoch(Message.AckEpoch.ALREADY_PROMISED, LAST), true);
        assertThat(epochs.isPromised()).isFalse();

        epochs.promised(ONE, new Message.AckEpoch(4, LAST), true);
        assertThat(epochs.isPromised()).isTrue();
    }

    @Test
    void aServerWithoutDataPromisesNothing() {
        promisedToItself();

        epochs.promised(ONE, new Message.AckEpoch(0, new Zxid(-1)), true);

        assertThat(epochs.isPromised()).isFalse();
    }

    private void promisedToItself() {
        epochs.heard(ONE, 4, true);
        epochs.promisedBySelf();
    }
}
