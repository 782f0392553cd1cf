package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.zookeeper.StatsTrack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count=1,bytes=2 | count=1,bytes=2",
                "'' | count=-1,bytes=-1",
                "bytes=2 | count=-1,bytes=2",
                "count=1;;,,;bytes=2; | count=1,bytes=2",
                "countHardLimit=2,byteHardLimit=6 | count=-1,bytes=-1=;byteHardLimit=6;countHardLimit=2",
                "count=1,bytes=2=;byteHardLimit=6 | count=1,bytes=2=;byteHardLimit=6",
                "bytes=5;foo=3 | count=-1,bytes=5=;foo=3",
                "count=1=2=3 | count=1,bytes=-1",
                "count==5 | count=-1,bytes=-1",
                "count=1,count=2 | count=2,bytes=-1",
            })
    void whatIsReadIsWrittenInOneForm(String text, String written) {
        assertThat(Quota.parse(Bytes.ofText(text)).orElseThrow()).hasToString(written);
        assertThat(Quota.parse(Bytes.ofText(text)).orElseThrow().toBytes()).isEqualTo(Bytes.ofText(written));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"garbage", "count=abc", "count=,bytes=5", ",count=1", "=", "count= 5", "a=9223372036854775808"})
    void garbageIsUnknownUsage(String text) {
        Bytes data = text == null ? null : Bytes.ofText(text);
        assertThat(Quota.parse(data)).isEmpty();
        assertThat(Quota.ofStats(data)).hasToString("count=-1,bytes=-1");
    }

    @Property(seed = "20260101", tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void textIsReadAndWrittenAsByZooKeeper(@ForAll("texts") String text) {
        Optional<String> ours = Quota.parse(Bytes.ofText(text)).map(Quota::toString);
        assertThat(ours).isEqualTo(readAndWrittenByZooKeeper(text));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "count=1",
                        "count=+2",
                        "count==5",
                        "count=x",
                        "bytes=-7",
                        "bytes",
                        "bytes=4=",
                        "foo=5=6",
                        "foo==",
                        "foo==3",
                        "Bar=1",
                        "=3",
                        "countHardLimit=8",
                        "byteHardLimit=9",
                        "byteHardLimit==9",
                        "count= 1",
                        ",",
                        ",",
                        ";",
                        ",;",
                        "=;",
                        ", ")
                .list()
                .ofMaxSize(7)
                .map(parts -> String.join("", parts));
    }

    @Test
    void usageMovesAndKeepsWhatElseIsThere() {
        Quota usage = Quota.ofStats(Bytes.ofText("bytes=5;foo=3"));
        assertThat(usage.withUsage(1, 1)).hasToString("count=0,bytes=6=;foo=3");
        assertThat(usage).hasToString("count=-1,bytes=5=;foo=3");
    }

    @Test
    void freshUsageHasTheFormOfTheStockTool() {
        assertThat(Quota.usage(0, 0)).hasToString("count=0,bytes=0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the root alone has one child, and then a second
                "countHardLimit=2 | count=1,bytes=0 | 1 | 0 | true",
                "countHardLimit=2 | count=2,bytes=0 | 1 | 0 | false",
                "countHardLimit=2 | count=9,bytes=0 | 0 | 5 | true",
                // bytes are used up: empty creates pass, and nothing that grows
                "byteHardLimit=6 | count=1,bytes=6 | 1 | 1 | false",
                "byteHardLimit=6 | count=1,bytes=6 | 1 | 0 | true",
                "byteHardLimit=6 | count=1,bytes=6 | 0 | 1 | false",
                // above the limit: shrinking is refused too as long as it stays above
                "byteHardLimit=6 | count=1,bytes=10 | 0 | -2 | false",
                "byteHardLimit=6 | count=1,bytes=10 | 0 | -4 | true",
                "byteHardLimit=6 | count=1,bytes=10 | 0 | 0 | true",
                // soft limits refuse nothing, whether or not there is a hard one
                "count=1,bytes=1 | count=5,bytes=5 | 1 | 1 | true",
                "count=1,countHardLimit=3 | count=2,bytes=0 | 1 | 0 | true",
                "count=1,countHardLimit=3 | count=3,bytes=0 | 1 | 0 | false",
                // no limits, or negative ones
                "'' | count=5,bytes=5 | 1 | 1 | true",
                "countHardLimit=-1,byteHardLimit=-5 | count=5,bytes=5 | 1 | 1 | true",
                "countHardLimit=0 | count=0,bytes=0 | 1 | 0 | false",
                // usage that cannot be read counts as -1
                "countHardLimit=0 | garbage | 1 | 0 | true",
                "countHardLimit=0 | garbage | 2 | 0 | false",
            })
    void onlyHardLimitsRefuse(String limits, String stats, long countDelta, long bytesDelta, boolean passes) {
        var enforcing =
                assertThatCode(() -> Quota.enforce(Bytes.ofText(limits), Bytes.ofText(stats), countDelta, bytesDelta));
        if (passes) {
            enforcing.doesNotThrowAnyException();
        } else {
            enforcing.isSameAs(Refused.with(ErrorCode.QUOTA_EXCEEDED));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"garbage", "count=abc", "count=,bytes=5"})
    void limitsThatCannotBeReadLetNothingPass(String text) {
        Bytes limits = text == null ? null : Bytes.ofText(text);
        assertThatThrownBy(() -> Quota.enforce(limits, null, 0, 0)).isSameAs(Refused.with(ErrorCode.MARSHALLING_ERROR));
    }

    private static Optional<String> readAndWrittenByZooKeeper(String text) {
        try {
            return Optional.of(new StatsTrack(text).toString());
        } catch (RuntimeException garbage) {
            return Optional.empty();
        }
    }
}
