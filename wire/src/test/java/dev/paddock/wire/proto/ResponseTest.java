package dev.paddock.wire.proto;

import static dev.paddock.wire.Encoding.bytesOf;
import static dev.paddock.wire.Encoding.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.EventType;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.jute.JuteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseTest {
    private static final Stat STAT = new Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    /** The C client fails on null text, go-zookeeper on a null list. */
    @Test
    void noTextAndNoListIsNull() {
        assertThatNullPointerException().isThrownBy(() -> new CreateResponse(null));
        assertThatNullPointerException().isThrownBy(() -> new Create2Response(null, STAT));
        assertThatNullPointerException().isThrownBy(() -> new GetAclResponse(null, STAT));
        assertThatNullPointerException().isThrownBy(() -> new GetChildrenResponse(null));
        assertThatNullPointerException().isThrownBy(() -> new GetChildren2Response(null, STAT));
        assertThatNullPointerException().isThrownBy(() -> new GetEphemeralsResponse(null));
        assertThatNullPointerException().isThrownBy(() -> new WhoAmIResponse(null));
        assertThatNullPointerException().isThrownBy(() -> new ClientInfo("digest", null));
        assertThatNullPointerException().isThrownBy(() -> new ClientInfo(null, "bob"));
        assertThatNullPointerException().isThrownBy(() -> WatcherEvent.of(EventType.NODE_CREATED, null));
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "CREATE2", "GET_ACL", "GET_CHILDREN", "GET_CHILDREN2", "GET_EPHEMERALS", "WHO_AM_I"})
    void aServerThatSendsNullWhereThereIsNoneIsNotUnderstood(OpCode op) {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Response.read(op, reader("ff ff ff ff")))
                .withMessageEndingWith("is null");
    }

    @Test
    void dataATokenAndThePathOfASyncMayBeNull() {
        assertThat(bytesOf(new SaslResponse(null))).isEqualTo(bytesOf(new SyncResponse(null)));
        assertThat(Response.read(OpCode.SASL, reader("ff ff ff ff"))).isEqualTo(new SaslResponse(null));
        assertThat(Response.read(OpCode.SYNC, reader("ff ff ff ff"))).isEqualTo(new SyncResponse(null));

        GetDataResponse noData = new GetDataResponse(null, STAT);
        assertThat(Response.read(OpCode.GET_DATA, reader(bytesOf(noData)))).isEqualTo(noData);
        assertThat(noData).isNotEqualTo(new GetDataResponse(Bytes.EMPTY, STAT));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTIFICATION", "CREATE_SESSION"})
    void someOperationsHaveNoReply(OpCode op) {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Response.read(op, reader("")))
                .withMessage(op + " has no reply");
    }

    @Test
    void anEventOfAnUnknownTypeIsNotUnderstood() {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> WatcherEvent.read(reader("00 00 00 05 00 00 00 03 00 00 00 02 2f 61")))
                .withMessage("there is no event of type 5");
    }
}
