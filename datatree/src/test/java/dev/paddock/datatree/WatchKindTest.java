package dev.paddock.datatree;

import static dev.paddock.datatree.WatchKind.CHILD;
import static dev.paddock.datatree.WatchKind.DATA;
import static dev.paddock.datatree.WatchKind.PERSISTENT;
import static dev.paddock.datatree.WatchKind.PERSISTENT_RECURSIVE;
import static dev.paddock.wire.EventType.NODE_CHILDREN_CHANGED;
import static dev.paddock.wire.EventType.NODE_CREATED;
import static dev.paddock.wire.EventType.NODE_DATA_CHANGED;
import static dev.paddock.wire.EventType.NODE_DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.EventType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchKindTest {
    @Test
    void atItsPathEachKindHearsOfThese() {
        assertThat(heardAtPath(DATA)).containsExactly(NODE_CREATED, NODE_DELETED, NODE_DATA_CHANGED);
        assertThat(heardAtPath(CHILD)).containsExactly(NODE_DELETED, NODE_CHILDREN_CHANGED);
        assertThat(heardAtPath(PERSISTENT))
                .containsExactly(NODE_CREATED, NODE_DELETED, NODE_DATA_CHANGED, NODE_CHILDREN_CHANGED);
        assertThat(heardAtPath(PERSISTENT_RECURSIVE)).containsExactly(NODE_CREATED, NODE_DELETED, NODE_DATA_CHANGED);
    }

    @Test
    void belowItsPathOnlyTheRecursiveHears() {
        assertThat(heardBelow(DATA)).isEmpty();
        assertThat(heardBelow(CHILD)).isEmpty();
        assertThat(heardBelow(PERSISTENT)).isEmpty();
        assertThat(heardBelow(PERSISTENT_RECURSIVE)).containsExactly(NODE_CREATED, NODE_DELETED, NODE_DATA_CHANGED);
    }

    @Test
    void whatAReadHasSetIsUsedUpAndWhatAddWatchHasSetIsNot() {
        assertThat(DATA.lastsForOneEvent()).isTrue();
        assertThat(CHILD.lastsForOneEvent()).isTrue();
        assertThat(PERSISTENT.lastsForOneEvent()).isFalse();
        assertThat(PERSISTENT_RECURSIVE.lastsForOneEvent()).isFalse();
    }

    private static List<EventType> heardAtPath(WatchKind kind) {
        return Arrays.stream(EventType.values()).filter(kind::hearsAtItsPath).toList();
    }

    private static List<EventType> heardBelow(WatchKind kind) {
        return Arrays.stream(EventType.values()).filter(kind::hearsBelow).toList();
    }
}
