package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.zookeeper.common.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZnodePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/p",
                "/p/q",
                "/p/.b",
                "/p/..b",
                "/p/b.",
                "/p/a..b",
                "/p/...",
                "/p/a b",
                "/p/\u00a0",
                "/p/\ud7ff",
                "/p/\uf900",
                "/p/\uffef",
            })
    void ordinaryPathsAreValid(String path) {
        assertThat(ZnodePath.isValid(Utf8.of(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p",
                "p/q",
                "//",
                "//a",
                "/p/",
                "/p//b",
                "/.",
                "/..",
                "/p/.",
                "/p/..",
                "/p/./b",
                "/p/../b",
                "/p/a\0",
                "/p/a\u0001",
                "/p/a\u001f",
                "/p/a\u007f",
                "/p/a\u009f",
                "/p/\ue000",
                "/p/\uf8ff",
                "/p/\ufff0",
                "/p/\uffff",
                "/p/\ud83d\ude00",
            })
    void pathsThatBreakARuleAreNot(String path) {
        assertThat(ZnodePath.isValid(Utf8.of(path))).isFalse();
    }

    @Test
    void everyCharacterIsJudgedAsWhenReadAsText() {
        for (int unit = 0; unit <= 0xFFFF; unit++) {
            byte[] character = encodedByItself((char) unit);
            for (String end : List.of("", "b", "/b")) {
                Utf8 path =
                        concat("/a".getBytes(StandardCharsets.UTF_8), character, end.getBytes(StandardCharsets.UTF_8));
                boolean expected = unit == '/' ? end.equals("b") : isAllowed((char) unit);
                assertThat(ZnodePath.isValid(path))
                        .as("U+%04X before '%s'", unit, end)
                        .isEqualTo(expected);
            }
        }
    }

    /** All of them: one byte, two bytes, and three of which the first is no ASCII. */
    @Test
    void everyShortRunOfBytesIsJudgedAsWhenReadAsText() {
        for (int first = 0; first < 0x100; first++) {
            assertReadAsText('/', first);
            for (int second = 0; second < 0x100; second++) {
                assertReadAsText('/', first, second);
                for (int third = 0; first >= 0x80 && third < 0x100; third++) {
                    assertReadAsText('/', first, second, third);
                }
            }
        }
    }

    @Property(seed = "20260101", tries = 5_000)
    void anyBytesAreJudgedAsWhenReadAsText(@ForAll @Size(max = 12) byte[] bytes) {
        byte[] path = bytes.clone();
        if (path.length > 0) {
            path[0] = '/';
        }
        assertThat(ZnodePath.isValid(Utf8.wrap(path))).isEqualTo(isValidText(new String(path, StandardCharsets.UTF_8)));
    }

    @Property(seed = "20260101", tries = 20_000)
    void nastyTextIsJudgedAsByZooKeeper(@ForAll("nasty") String path) {
        assertThat(ZnodePath.isValid(Utf8.of(path)))
                .isEqualTo(isValidText(path))
                .isEqualTo(zooKeeperAccepts(path));
    }

    @Provide
    Arbitrary<String> nasty() {
        return Arbitraries.of(
                        "/", "/", "/", ".", ".", "a", "b", "\0", " ", "\u00e9", "\u0085", "\u20ac", "\ufffd", "\ue000")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts))
                .map(text -> text.startsWith("a") ? text : "/" + text);
    }

    @ParameterizedTest
    @CsvSource({"/a, ''", "/, ''", "/a/b, /a", "/a//b, /a/", "/none/, /none", "p/q, p", "//, /"})
    void theParentIsWhatStandsBeforeTheLastSlash(String path, String parent) {
        assertThat(ZnodePath.hasParent(Utf8.of(path))).isTrue();
        assertThat(ZnodePath.parent(Utf8.of(path))).isEqualTo(Utf8.of(parent));
        assertThat(ZnodePath.lastSlash(Utf8.of(path))).isEqualTo(path.lastIndexOf('/'));
        assertThat(path.substring(ZnodePath.nameStart(Utf8.of(path))))
                .isEqualTo(path.substring(path.lastIndexOf('/') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p", "/a\0", "\0/", "/a\0/b"})
    void withoutASlashOrWithANulThereIsNoParent(String path) {
        assertThat(ZnodePath.hasParent(Utf8.of(path))).isFalse();
    }

    @Test
    void aTextWithoutASlashHasNoLastSlash() {
        assertThat(ZnodePath.lastSlash(Utf8.of("abc"))).isEqualTo(-1);
        assertThat(ZnodePath.lastSlash(Utf8.EMPTY)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config"})
    void fourPathsAreReserved(String path) {
        assertThat(ZnodePath.isReserved(Utf8.of(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/zookeepe", "/zookeeper/", "/zookeeper/quotas", "/zookeeper/config/a", "/a"})
    void onlyTheFourPathsAreReserved(String path) {
        assertThat(ZnodePath.isReserved(Utf8.of(path))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/p/, 10, /p/0000000010",
        "/p/., 11, /p/.0000000011",
        "/p/.., 12, /p/..0000000012",
        "/s, 2147483647, /s2147483647",
        "/s, -2147483648, /s-2147483648",
        "/s, -1, /s-000000001",
        "'', 0, 0000000000",
    })
    void aSequentialNameEndsInTenDigits(String base, int counter, String name) {
        assertThat(ZnodePath.numbered(Utf8.of(base), counter)).isEqualTo(Utf8.of(name));
    }

    @Property(seed = "20260101", tries = 5_000)
    void sequentialNamesAreFormattedAsSignedDecimals(@ForAll int counter) {
        assertThat(ZnodePath.numbered(Utf8.of("/\u00e9"), counter)).hasToString(String.format("/\u00e9%010d", counter));
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a, true",
        "/a/b/c, /a, true",
        "/a/b, /, true",
        "/a, '', true",
        "/a, /a, false",
        "/ab, /a, false",
        "/a, /a/b, false",
        "/, /, false",
        "'', /, false",
        "/, '', false",
        "/b/a, /a, false",
    })
    void belowGoesByComponents(String path, String ancestor, boolean below) {
        assertThat(ZnodePath.isBelow(Utf8.of(path), Utf8.of(ancestor))).isEqualTo(below);
    }

    @ParameterizedTest
    @CsvSource({
        "/zookeeper/quota/a/zookeeper_limits, /a",
        "/zookeeper/quota/a/b/zookeeper_limits, /a/b",
        "/zookeeper/quota/zookeeper_limits/zookeeper_limits, /zookeeper_limits",
    })
    void limitsMakeAQuotaOfThePathBetween(String limits, String root) {
        assertThat(ZnodePath.isQuotaLimits(Utf8.of(limits))).isTrue();
        assertThat(ZnodePath.isQuotaStats(Utf8.of(limits))).isFalse();
        assertThat(ZnodePath.quotaRoot(Utf8.of(limits))).isEqualTo(Utf8.of(root));
        assertThat(ZnodePath.quotaLimitsOf(Utf8.of(root))).isEqualTo(Utf8.of(limits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/zookeeper/quota/zookeeper_limits",
                "/zookeeper/zookeeper_limits",
                "/zookeeper_limits",
                "/zookeeper/quotaX/zookeeper_limits",
                "/zookeeper/quota/a/zookeeper_limitsX",
                "/zookeeper/quota/a/Xzookeeper_limits",
                "/zookeeper/quota/a/zookeeper_limits/b",
                "/zookeeper/quota",
                "",
            })
    void anythingElseIsAnOrdinaryZnode(String path) {
        assertThat(ZnodePath.isQuotaLimits(Utf8.of(path))).isFalse();
    }

    @Test
    void statsMayBeThoseOfTheWholeTree() {
        Utf8 ofAll = Utf8.of("/zookeeper/quota/zookeeper_stats");
        assertThat(ZnodePath.isQuotaStats(ofAll)).isTrue();
        assertThat(ZnodePath.quotaRoot(ofAll)).isEqualTo(Utf8.EMPTY);
        assertThat(ZnodePath.quotaStatsOf(Utf8.EMPTY)).isEqualTo(ofAll);

        Utf8 ofOne = Utf8.of("/zookeeper/quota/a/zookeeper_stats");
        assertThat(ZnodePath.isQuotaStats(ofOne)).isTrue();
        assertThat(ZnodePath.quotaRoot(ofOne)).isEqualTo(Utf8.of("/a"));
        assertThat(ZnodePath.quotaStatsOf(Utf8.of("/a"))).isEqualTo(ofOne);

        assertThat(ZnodePath.isQuotaStats(Utf8.of("/zookeeper/quotaX/zookeeper_stats")))
                .isFalse();
        assertThat(ZnodePath.isQuotaStats(Utf8.of("/zookeeper/zookeeper_stats")))
                .isFalse();
    }

    private static void assertReadAsText(int... bytes) {
        byte[] path = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            path[i] = (byte) bytes[i];
        }
        boolean expected = isValidText(new String(path, StandardCharsets.UTF_8));
        if (ZnodePath.isValid(Utf8.wrap(path)) != expected) {
            throw new AssertionError(HexFormat.of().formatHex(path) + " should be valid: " + expected);
        }
    }

    /** The rule as it is written down, character by character. */
    private static boolean isValidText(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        if (path.equals("/")) {
            return true;
        }
        for (String name : path.substring(1).split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return false;
            }
        }
        return path.chars().allMatch(unit -> isAllowed((char) unit));
    }

    private static boolean isAllowed(char unit) {
        return unit > 0x1F
                && !(unit >= 0x7F && unit <= 0x9F)
                && !(unit >= 0xD800 && unit <= 0xF8FF)
                && !(unit >= 0xFFF0);
    }

    private static boolean zooKeeperAccepts(String path) {
        try {
            PathUtils.validatePath(path);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /** Surrogates too take three bytes here, as ZooKeeper's clients send them. */
    private static byte[] encodedByItself(char unit) {
        if (unit < 0x80) {
            return new byte[] {(byte) unit};
        }
        if (unit < 0x800) {
            return new byte[] {(byte) (0xC0 | unit >> 6), (byte) (0x80 | unit & 0x3F)};
        }
        return new byte[] {(byte) (0xE0 | unit >> 12), (byte) (0x80 | unit >> 6 & 0x3F), (byte) (0x80 | unit & 0x3F)};
    }

    private static Utf8 concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return Utf8.wrap(all.toByteArray());
    }
}
