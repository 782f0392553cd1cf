package dev.paddock.zab.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.message.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History(Zxid.of(1, 3), List.of(proposal(1, 4), proposal(1, 5)), Zxid.ZERO);

    @Test
    void onlyTheNextNumberOrTheFirstOfALaterEpochMayFollow() {
        assertThat(History.follows(Zxid.of(1, 5), Zxid.of(1, 6))).isTrue();
        assertThat(History.follows(Zxid.of(1, 5), Zxid.of(3, 1))).isTrue();
        assertThat(History.follows(Zxid.of(1, 5), Zxid.of(1, 7))).isFalse();
        assertThat(History.follows(Zxid.of(1, 5), Zxid.of(2, 2))).isFalse();
        assertThat(History.follows(Zxid.of(2, 5), Zxid.of(1, 6))).isFalse();
        assertThatThrownBy(() -> history.append(proposal(1, 7))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theTailIsDeliveredInOrderAndOnce() {
        assertThat(history.deliverNext(Zxid.of(1, 4))).isEqualTo(proposal(1, 4));
        assertThat(history.deliverNext(Zxid.of(1, 4))).isNull();
        assertThat(history.delivered()).isEqualTo(Zxid.of(1, 4));
    }

    @Test
    void theWindowForgetsTheOldestButNothingThatIsNotDeliveredAndDurable() {
        history.append(proposal(1, 6));
        history.trim(0, 0);
        assertThat(history.base()).isEqualTo(Zxid.of(1, 3));

        history.deliverNext(Zxid.of(1, 6));
        history.deliverNext(Zxid.of(1, 6));
        history.deliverNext(Zxid.of(1, 6));
        history.trim(0, 0);
        assertThat(history.base()).isEqualTo(Zxid.of(1, 5));

        history.durable(Zxid.of(1, 6));
        history.trim(0, 0);
        assertThat(history.base()).isEqualTo(Zxid.of(1, 6));
    }

    @Test
    void whatIsTakenBackIsGoneAlsoFromWhatWasDelivered() {
        history.deliverNext(Zxid.of(1, 5));
        history.deliverNext(Zxid.of(1, 5));

        history.truncate(Zxid.of(1, 4));
        history.append(proposal(2, 1));

        assertThat(history.delivered()).isEqualTo(Zxid.of(1, 4));
        assertThat(history.deliverNext(Zxid.of(2, 1))).isEqualTo(proposal(2, 1));
    }

    @Test
    void aSnapshotLeavesNothingOfTheOldLogToBeRead() {
        history.replace(Zxid.of(2, 0));

        assertThat(history.loggedAfter()).isEqualTo(Zxid.of(2, 0));
        assertThat(history.floor(Zxid.of(9, 9))).isEqualTo(Zxid.of(2, 0));
    }

    @Test
    void growsAndKeepsItsOrder() {
        for (int i = 6; i < 500; i++) {
            history.append(proposal(1, i));
        }

        assertThat(history.after(Zxid.of(1, 300))).isEqualTo(proposal(1, 301));
        assertThat(history.floor(Zxid.of(1, 700))).isEqualTo(Zxid.of(1, 499));
        assertThat(history.holds(Zxid.of(1, 3))).isTrue();
        assertThat(history.holds(Zxid.of(1, 2))).isFalse();
    }

    private static Proposal proposal(long epoch, long counter) {
        return new Proposal(Zxid.of(epoch, counter), Bytes.EMPTY);
    }
}
