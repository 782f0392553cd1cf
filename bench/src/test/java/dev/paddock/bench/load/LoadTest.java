package dev.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The generator against a server that answers as it is told: what is wrong must be counted. */
@Timeout(60)
class LoadTest {
    private static final Paths PATHS = Paths.under("/small");
    private static final byte[] DATA = new byte[100];
    private static final int REQUESTS = 100;

    private final ServerSocket listening;

    LoadTest() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
    }

    /** How the reply to a request looks. */
    private interface Answer {
        void write(int xid, DataOutputStream out) throws IOException;
    }

    @Test
    void repliesAsTheyHaveToBeAreNoAnomalies() throws IOException {
        Sample sample = load((xid, out) -> reply(out, xid, 0, Frames.STAT));

        assertThat(sample.operations()).isEqualTo(REQUESTS);
        assertThat(sample.latencies().total()).isEqualTo(REQUESTS);
        assertThat(sample.anomalies()).isZero();
    }

    @Test
    void errorsAreCounted() throws IOException {
        assertThat(load((xid, out) -> reply(out, xid, -101, 0)).anomalies()).isEqualTo(REQUESTS);
    }

    @Test
    void aReplyOfTheWrongLengthIsCounted() throws IOException {
        assertThat(load((xid, out) -> reply(out, xid, 0, xid == 50 ? Frames.STAT - 1 : Frames.STAT))
                        .anomalies())
                .isEqualTo(1);
    }

    @Test
    void repliesThatHaveChangedPlacesAreCounted() throws IOException {
        assertThat(load((xid, out) -> reply(out, xid == 10 ? 11 : xid == 11 ? 10 : xid, 0, Frames.STAT))
                        .anomalies())
                .isEqualTo(2);
    }

    @Test
    void anEventThatNobodyWaitsForIsCounted() throws IOException {
        Sample sample = load((xid, out) -> {
            if (xid == 5) {
                reply(out, -1, 0, 12);
            }
            reply(out, xid, 0, Frames.STAT);
        });

        assertThat(sample.events()).isEqualTo(1);
        assertThat(sample.anomalies()).isEqualTo(1);
    }

    @Test
    void aLostConnectionEndsTheRun() {
        assertThatThrownBy(() -> load((xid, out) -> {
                    throw new IOException("this server gives up");
                }))
                .isInstanceOfAny(IOException.class, UncheckedIOException.class);
    }

    /** At 2,000 per second the first of 100 was due 50 ms before the last; a server that waits for the last makes it late. */
    @Test
    void inAnOpenLoopTheLatencyCountsFromWhenARequestWasDue() throws IOException {
        Sample sample = load(Plan.requests(REQUESTS).atRate(2000), (xid, out) -> {
            if (xid == REQUESTS) {
                for (int each = 1; each <= REQUESTS; each++) {
                    reply(out, each, 0, Frames.STAT);
                }
            }
        });

        assertThat(sample.anomalies()).isZero();
        assertThat(Duration.ofNanos(sample.latencies().max())).isGreaterThanOrEqualTo(Duration.ofMillis(49));
        assertThat(sample.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(49));
    }

    private Sample load(Answer answer) throws IOException {
        return load(Plan.requests(REQUESTS), answer);
    }

    private Sample load(Plan plan, Answer answer) throws IOException {
        Thread server = new Thread(() -> serve(answer), "fake server");
        server.start();
        try (Load load = new Load(
                (InetSocketAddress) listening.getLocalSocketAddress(), 1, REQUESTS, 1 << 16, () -> Duration.ZERO)) {
            return load.run(Workloads.ReadsAndWrites.writes(PATHS, 10, DATA), plan);
        }
    }

    /** One connection, until somebody ends it. */
    private void serve(Answer answer) {
        try (Socket socket = listening.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            in.readFully(new byte[in.readInt()]);
            out.writeInt(37);
            out.writeInt(0);
            out.writeInt(30_000);
            out.writeLong(1);
            out.writeInt(16);
            out.write(new byte[17]);
            while (true) {
                byte[] request = new byte[in.readInt()];
                in.readFully(request);
                answer.write(new DataInputStream(new ByteArrayInputStream(request)).readInt(), out);
            }
        } catch (IOException ended) {
            // By the client, or by the answer: the test looks at what the client says.
        }
    }

    private static void reply(DataOutputStream out, int xid, int err, int body) throws IOException {
        out.writeInt(Frames.REPLY_HEADER + body);
        out.writeInt(xid);
        out.writeLong(1);
        out.writeInt(err);
        out.write(new byte[body]);
    }
}
