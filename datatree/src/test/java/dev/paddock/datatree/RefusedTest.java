package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusedTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyErrorHasOneRefusalWithoutATrace(ErrorCode error) {
        Refused refused = Refused.with(error);

        assertThat(refused).isSameAs(Refused.with(error));
        assertThat(refused.error()).isEqualTo(error);
        assertThat(refused).hasMessage(error.name());
        assertThat(refused.getStackTrace()).isEmpty();
    }

    @Test
    void whatWasThrownOnceLeavesNothingForTheNext() {
        Refused refused = Refused.with(ErrorCode.NO_NODE);
        refused.addSuppressed(new IllegalStateException());
        assertThat(refused.getSuppressed()).isEmpty();
    }

    @Test
    void successIsNoReasonToRefuse() {
        assertThatThrownBy(() -> Refused.with(ErrorCode.OK)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void throwsOnlyWhenTheConditionHolds() throws Refused {
        Refused.when(false, ErrorCode.NO_NODE);
        assertThatThrownBy(() -> Refused.when(true, ErrorCode.NO_NODE)).isSameAs(Refused.with(ErrorCode.NO_NODE));
    }
}
