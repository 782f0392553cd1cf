package dev.paddock.wire.txn;

import static dev.paddock.wire.Encoding.bytesOf;
import static dev.paddock.wire.Encoding.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.WireValues;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@Domain(WireValues.class)
class TransactionTest {
    private static final TxnHeader HEADER = new TxnHeader(7, 1, new Zxid(3), 1000);
    private static final String HEADER_BYTES =
            "00 00 00 00 00 00 00 07 00 00 00 01 00 00 00 00 00 00 00 03 00 00 00 00 00 00 03 e8";
    private static final TxnDigest DIGEST = new TxnDigest(TxnDigest.VERSION, 0x1122_3344_5566_7788L);
    private static final String DIGEST_BYTES = "00 00 00 02 11 22 33 44 55 66 77 88";
    private static final String CLOSE_SESSION = "ff ff ff f5";

    @Property(seed = "1")
    void comesBackAsItWasWritten(@ForAll Transaction transaction) {
        byte[] bytes = bytesOf(transaction);

        assertThat(Transaction.read(reader(bytes))).isEqualTo(transaction);
        assertThat(transaction.size()).isEqualTo(bytes.length);
        assertThat(transaction.txn().size()).isEqualTo(bytesOf(transaction.txn()).length);
    }

    @Test
    void aCloseSessionOfOldHasNoPathsAndNoDigest() {
        assertThat(Transaction.read(reader(HEADER_BYTES + CLOSE_SESSION)))
                .isEqualTo(new Transaction(HEADER, CloseSessionTxn.WITHOUT_PATHS, null));
    }

    @Test
    void aCloseSessionWithoutPathsMayHaveADigest() {
        assertThat(Transaction.read(reader(HEADER_BYTES + CLOSE_SESSION + DIGEST_BYTES)))
                .isEqualTo(new Transaction(HEADER, CloseSessionTxn.WITHOUT_PATHS, DIGEST));
    }

    @Test
    void onePathOfFourBytesIsNotTakenForADigest() {
        Transaction close = new Transaction(HEADER, new CloseSessionTxn(List.of(Utf8.of("/abc"))), null);

        assertThat(close.txn().size()).isEqualTo(TxnDigest.SIZE);
        assertThat(Transaction.read(reader(bytesOf(close)))).isEqualTo(close);
    }

    @Test
    void aCreateOfOldCountsOn() {
        // path "/a", no data, open ACL, ephemeral 0, and no parentCversion
        Txn create = Txn.read(
                1,
                reader("00 00 00 02 2f 61 ff ff ff ff 00 00 00 01 00 00 00 1f 00 00 00 05 77 6f 72 6c 64"
                        + "00 00 00 06 61 6e 79 6f 6e 65 00"));

        assertThat(create)
                .isEqualTo(new CreateTxn(OpCode.CREATE, Utf8.of("/a"), null, Acl.OPEN, false, CreateTxn.COUNT_ON, 0));
    }

    @Test
    void anErrorThatNoServerSendsIsAMarshallingError() {
        assertThat(new ErrorTxn(-7).error()).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        assertThat(ErrorTxn.of(ErrorCode.NO_NODE).error()).isEqualTo(ErrorCode.NO_NODE);
    }

    @Test
    void aMultiHasFailedIfOneOfItsPartsIsAnError() {
        Txn setData = new SetDataTxn(OpCode.SET_DATA, Utf8.of("/a"), Bytes.EMPTY, 1);

        assertThat(new MultiTxn(List.of(setData)).hasFailed()).isFalse();
        assertThat(new MultiTxn(List.of(setData, new ErrorTxn(-101))).hasFailed())
                .isTrue();
    }

    @Test
    void aMultiHoldsNoMulti() {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Txn.read(14, reader("00 00 00 01 00 00 00 0e 00 00 00 04 00 00 00 00")))
                .withMessage("a multi cannot hold a part of type 14 with 4 bytes");
    }

    @Test
    void aPathIsNeverNull() {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Txn.read(2, reader("ff ff ff ff")))
                .withMessage("the path of a transaction is null");
    }

    @Test
    void anUnknownTypeIsRefused() {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Txn.read(3, reader("")))
                .withMessage("there is no transaction of type 3");
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Txn.read(77, reader("")))
                .withMessage("there is no transaction of type 77");
    }
}
