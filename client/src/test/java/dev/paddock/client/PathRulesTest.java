package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.ZnodePath;
import dev.paddock.wire.Utf8;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The client refuses what the server would refuse, and nothing else. */
class PathRulesTest {
    @Property(tries = 5_000)
    void theRulesAreThoseOfTheServer(@ForAll("paths") String path) {
        assertThat(isAccepted(path)).as(path).isEqualTo(ZnodePath.isValid(Utf8.of(path)));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("//.ab\u0000\u001f\u0020\u007f\u009f\u00a0\uD7FF\uE000\uF8FF\uF900\uFFEF\uFFF0")
                .ofMaxLength(8)
                .map(text -> "/" + text);
    }

    private static boolean isAccepted(String path) {
        try {
            PathRules.check(path);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
