package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.zookeeper.server.auth.IPAuthenticationProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAuthProviderTest {
    private static final IPAuthenticationProvider ZOOKEEPER = new IPAuthenticationProvider();

    private final IpAuthProvider ip = new IpAuthProvider();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.0/8",
                "0.0.0.0/0",
                "10.0.0.1/32",
                "+1.002.3.4",
                "1.2.3.4/+08",
                "::",
                "::1",
                "::/0",
                "1::",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "fe80::1/64",
                "ABCD::0ef/128",
            })
    void addressesAndNetworksAreValid(String id) {
        assertThat(ip.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "foo",
                "/8",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4.",
                "1.2.3.4.5",
                "1..3.4",
                "-1.2.3.4",
                "127.0.0.1/",
                "127.0.0.1/33",
                "127.0.0.1/-1",
                "127.0.0.1/x",
                "127.0.0.1/8/9",
                "fe80::1/129",
                "fe80::1%eth0",
                "::ffff:1.2.3.4",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                ":1::2",
                "1::2:",
            })
    void anythingElseIsNot(String id) {
        assertThat(ip.isValid(id)).isFalse();
        assertThat(ip.matches("127.0.0.1", id)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1/8", "127.0.0.0/31", "10.0.0.0/0", "0.0.0.0/1", "0127.0.0.+1"})
    void localhostIsInTheseNetworks(String network) {
        assertThat(ip.matches("127.0.0.1", network)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "127.0.0.2/31", "128.0.0.0/1", "::/0", "::7f00:1"})
    void localhostIsNotInThese(String network) {
        assertThat(ip.matches("127.0.0.1", network)).isFalse();
    }

    @Test
    void anAddressOfVersionSixMatchesHoweverItIsAbbreviated() {
        assertThat(ip.matches("0:0:0:0:0:0:0:1", "::1")).isTrue();
        assertThat(ip.matches("0:0:0:0:0:0:0:1", "0.0.0.1")).isFalse();
        assertThat(ip.matches("fe80:0:0:0:0:0:0:1", "fe80::ffff/64")).isTrue();
        assertThat(ip.matches("fe80:0:0:1:0:0:0:1", "fe80::ffff/64")).isFalse();
    }

    @Test
    void anAddressThatIsNoneMatchesNothing() {
        assertThat(ip.matches("fe80:0:0:0:0:0:0:1%eth0", "fe80::/10")).isFalse();
        assertThat(ip.matches("garbage", "garbage")).isFalse();
    }

    @Test
    void aClientIsTheAddressThatItComesFromWhateverItSends() {
        assertThat(ip.authenticate(Given.from("127.0.0.1"), Bytes.ofText("10.0.0.1")))
                .containsExactly(Given.LOCALHOST);
        assertThat(ip.authenticate(Given.from("127.0.0.1"), null)).containsExactly(Given.LOCALHOST);
    }

    /** Shared leading bits, counted on the address as one number. */
    @Property(seed = "20260101", tries = 5_000)
    void aNetworkIsItsLeadingBits(@ForAll long seed) throws UnknownHostException {
        Random random = new Random(seed);
        byte[] network = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(network);
        int all = network.length * 8;
        int bits = random.nextInt(all + 1);
        BigInteger address = new BigInteger(1, network);
        if (random.nextInt(8) != 0) {
            address = address.flipBit(random.nextInt(all));
        }
        boolean expected = address.shiftRight(all - bits).equals(new BigInteger(1, network).shiftRight(all - bits));

        String id = text(address, network.length);
        String aclId = InetAddress.getByAddress(network).getHostAddress() + "/" + bits;
        assertThat(ip.isValid(aclId)).isTrue();
        assertThat(ip.matches(id, aclId)).as("%s in %s", id, aclId).isEqualTo(expected);
    }

    private static String text(BigInteger address, int size) throws UnknownHostException {
        byte[] bytes = new byte[size];
        byte[] significant = address.toByteArray();
        int length = Math.min(size, significant.length);
        System.arraycopy(significant, significant.length - length, bytes, size - length, length);
        return InetAddress.getByAddress(bytes).getHostAddress();
    }

    /** But for negative groups of version six: there ZooKeeper takes {@code -1::}, and we do not. */
    @Property(seed = "20260101", tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void textIsJudgedAsByZooKeeper(@ForAll("texts") String text) {
        assertThat(ip.isValid(text)).isEqualTo(ZOOKEEPER.isValid(text));
        assertThat(ip.matches("127.0.0.1", text)).isEqualTo(ZOOKEEPER.matches("127.0.0.1", text));
        assertThat(ip.matches("0:0:0:0:0:0:0:1", text)).isEqualTo(ZOOKEEPER.matches("0:0:0:0:0:0:0:1", text));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> scraps =
                Arbitraries.of("0", "1", "127", "256", "f", "+1", "12345", " ", ".", ":", "::", "/", "/8");
        Arbitrary<String> v4 = Arbitraries.of("127", "0", "0", "1", "+1", "256")
                .list()
                .ofSize(4)
                .map(parts -> String.join(".", parts));
        Arbitrary<String> v6 = Arbitraries.of("0", "0", "0", "1", "", "fFfF")
                .list()
                .ofMinSize(6)
                .ofMaxSize(9)
                .map(parts -> String.join(":", parts));
        Arbitrary<String> bits =
                Arbitraries.of("", "", "/0", "/1", "/8", "/31", "/32", "/33", "/127", "/128", "/129", "/-1", "/");
        Arbitrary<String> address =
                Arbitraries.oneOf(v4, v6, scraps.list().ofMaxSize(9).map(parts -> String.join("", parts)));
        return address.flatMap(text -> bits.map(after -> text + after));
    }
}
