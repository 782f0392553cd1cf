package dev.paddock.wire.proto;

import static dev.paddock.wire.Encoding.bytesOf;
import static dev.paddock.wire.Encoding.reader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import org.junit.jupiter.api.Test;

/** The two forms of the handshake: with a byte for readOnly, and without. */
class ConnectTest {
    private static final Bytes PASSWORD = Bytes.wrap(new byte[ConnectResponse.PASSWORD_SIZE]);
    private static final String OLD_REQUEST = "00 00 00 00 00 00 00 00 00 00 00 07 00 00 27 10 00 00 00 00 00 00 00 00"
            + "00 00 00 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00";

    @Test
    void aRequestHasTheByteIfOneIsLeftAfterThePassword() {
        assertThat(ConnectRequest.read(reader(OLD_REQUEST)))
                .isEqualTo(new ConnectRequest(0, 7, 10_000, 0, PASSWORD, false, false));
        assertThat(ConnectRequest.read(reader(OLD_REQUEST + "00")))
                .isEqualTo(new ConnectRequest(0, 7, 10_000, 0, PASSWORD, false, true));
        assertThat(ConnectRequest.read(reader(OLD_REQUEST + "01")))
                .isEqualTo(new ConnectRequest(0, 7, 10_000, 0, PASSWORD, true, true));
    }

    @Test
    void whatFollowsTheByteMeansNothing() {
        assertThat(ConnectRequest.read(reader(OLD_REQUEST + "01 ab cd")))
                .isEqualTo(new ConnectRequest(0, 7, 10_000, 0, PASSWORD, true, true));
    }

    @Test
    void theResponseHasTheByteIfTheRequestHadIt() {
        assertThat(bytesOf(new ConnectResponse(0, 10_000, 5, PASSWORD, false, false)))
                .hasSize(36);
        assertThat(bytesOf(new ConnectResponse(0, 10_000, 5, PASSWORD, false, true)))
                .hasSize(37);
    }

    @Test
    void aNewSessionNeedsNoPassword() {
        ConnectRequest request = new ConnectRequest(0, 0, 10_000, 0, null, false, true);

        assertThat(ConnectRequest.read(reader(bytesOf(request)))).isEqualTo(request);
    }

    @Test
    void aRefusalHasNeitherATimeoutNorASession() {
        ConnectResponse refusal = ConnectResponse.refusal(false, true);

        assertThat(refusal).isEqualTo(new ConnectResponse(0, 0, 0, PASSWORD, false, true));
        assertThat(refusal.isRefusal()).isTrue();
        assertThat(new ConnectResponse(0, 10_000, 5, PASSWORD, false, true).isRefusal())
                .isFalse();
    }
}
