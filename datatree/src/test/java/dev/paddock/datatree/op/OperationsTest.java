package dev.paddock.datatree.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Applied;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.txn.Transaction;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private final Database database = new Database();

    @Test
    void aNewDatabaseHasFourZnodesAndTheirDigest() {
        State state = State.empty(Hashing.seeded(new Random(1)));

        assertThat(state.znodeCount()).isEqualTo(4);
        assertThat(state.digest()).isEqualTo(1371985504L);
        assertThat(state.find(Utf8.of("/zookeeper")).stat().cversion()).isEqualTo(-2);
        assertThat(state.find(Utf8.of("/zookeeper/config")).stat().aversion()).isEqualTo(-1);
    }

    @Test
    void aChildRaisesTheCversionOfItsParentWhenItComesAndWhenItGoes() {
        database.create("/a");
        database.create("/a/b");
        database.delete("/a/b");

        Stat stat = database.state().find(Utf8.of("/a")).stat();
        assertThat(stat.cversion()).isEqualTo(2);
        assertThat(stat.numChildren()).isZero();
        assertThat(stat.pzxid()).isEqualTo(4);
        assertThat(stat.mzxid()).isEqualTo(2);
    }

    @Test
    void aRefusedRequestMovesTheZxidAndNothingElse() {
        database.create("/a");
        State before = database.state();

        assertThat(database.create("/a")).isEqualTo(ErrorCode.NODE_EXISTS);

        assertThat(database.state().lastZxid()).isEqualTo(before.lastZxid().next());
        assertThat(database.state().digest()).isEqualTo(before.digest());
        assertThat(database.state().root()).isSameAs(before.root());
    }

    @Test
    void theEphemeralsOfASessionGoWithIt() {
        database.create("/a");
        database.create("/a/e", CreateMode.EPHEMERAL);
        database.create("/e", CreateMode.EPHEMERAL_SEQUENTIAL);

        database.write(new CloseSessionRequest());

        assertThat(database.state().znodeCount()).isEqualTo(5);
        assertThat(database.state().ephemeralCount()).isZero();
        assertThat(database.state().session(Database.SESSION)).isNull();
        assertThat(database.create("/b")).isEqualTo(ErrorCode.SESSION_EXPIRED);
    }

    @Test
    void applyingTheLogGivesTheStateThatWasPrepared() {
        database.create("/a");
        database.create("/a/b");
        database.create("/a/s-", CreateMode.EPHEMERAL_SEQUENTIAL);
        database.setData("/a/b", "more than there was before");
        database.delete("/nothing");
        database.write(new CloseSessionRequest());

        State replayed = State.empty(Hashing.seeded(new Random(2)));
        for (Transaction transaction : database.log()) {
            Applied applied = Operations.apply(replayed, transaction);
            replayed = applied.state();
            assertThat(applied.anomalies()).isEmpty();
            if (transaction.digest() != null) {
                assertThat(replayed.digest()).isEqualTo(transaction.digest().treeDigest());
            }
        }

        assertThat(replayed.lastZxid()).isEqualTo(database.state().lastZxid());
        assertThat(replayed.digest()).isEqualTo(database.state().digest());
    }
}
