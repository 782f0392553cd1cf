package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZnodeTest {
    private static final Utf8 A = Utf8.of("/a");

    private final TreeEdit edit = TreeEdit.ofMany(State.empty(new Hashing(1, 2)));

    @Test
    void nullDataAndEmptyDataStayWhatTheyAre() {
        create("/null", null, EphemeralOwner.NONE);
        create("/empty", Bytes.EMPTY, EphemeralOwner.NONE);

        Znode withNull = edit.find(Utf8.of("/null"));
        assertThat(withNull.data()).isNull();
        assertThat(withNull.hasNullData()).isTrue();
        assertThat(withNull.dataLength()).isZero();
        assertThat(withNull.name()).isEqualTo(Utf8.of("null"));
        Znode withEmpty = edit.find(Utf8.of("/empty"));
        assertThat(withEmpty.data()).isEqualTo(Bytes.EMPTY);
        assertThat(withEmpty.hasNullData()).isFalse();
    }

    @Test
    void dataBecomesNullAndBackAgain() {
        create("/a", Bytes.ofText("data"), EphemeralOwner.NONE);

        assertThat(edit.setData(A, null, 1, 2, 2).data()).isNull();
        assertThat(edit.setData(A, Bytes.ofText("more data"), 2, 3, 3).data()).isEqualTo(Bytes.ofText("more data"));
        assertThat(edit.setData(A, Bytes.EMPTY, 3, 4, 4).data()).isEqualTo(Bytes.EMPTY);
        assertThat(edit.find(A).name()).isEqualTo(Utf8.of("a"));
        StateChecks.check(edit.build(new Zxid(4)));
    }

    @Test
    void itsChildrenCanBeTakenOneByOne() {
        for (int count : new int[] {0, 1, 2, 10, 5000}) {
            Utf8 parent = Utf8.of("/with-" + count);
            create(parent.toString(), Bytes.EMPTY, EphemeralOwner.NONE);
            for (int i = 0; i < count; i++) {
                create(parent + "/" + i, Bytes.EMPTY, EphemeralOwner.NONE);
            }
            List<Utf8> all = new ArrayList<>();
            edit.find(parent).forEachChild(child -> all.add(child.name()));
            List<Utf8> oneByOne = new ArrayList<>();
            edit.find(parent).children().forEachRemaining(child -> oneByOne.add(child.name()));
            assertThat(oneByOne).hasSize(count).isEqualTo(all);
            assertThat(edit.find(parent).children().hasNext()).isEqualTo(count > 0);
        }
    }

    @Test
    void writesItsNameAndItsData() {
        create("/a", Bytes.ofText("data"), EphemeralOwner.NONE);
        create("/b", null, EphemeralOwner.NONE);
        ByteBuf out = Unpooled.buffer();
        JuteWriter writer = new JuteWriter(out);
        edit.find(A).writeName(writer);
        edit.find(A).writeData(writer);
        edit.find(Utf8.of("/b")).writeData(writer);

        JuteReader in = new JuteReader(out);
        assertThat(in.readUtf8()).isEqualTo(Utf8.of("a"));
        assertThat(in.readBuffer()).isEqualTo(Bytes.ofText("data"));
        assertThat(in.readBuffer()).isNull();
    }

    @Test
    void itsFirstChildChangesItsShapeAndNothingElse() {
        for (long owner : new long[] {EphemeralOwner.NONE, EphemeralOwner.CONTAINER, EphemeralOwner.ofTtl(5), 77}) {
            Utf8 path = Utf8.of("/" + Long.toHexString(owner));
            create(path.toString(), Bytes.ofText("data"), owner);
            Znode leaf = edit.find(path);
            edit.create(StateChecks.child(path, Utf8.of("child")), null, Acl.OPEN, 0, 1, 2, 2);

            Znode parent = edit.find(path);
            assertThat(leaf).isNotInstanceOf(Znode.Inner.class);
            assertThat(parent).isInstanceOf(Znode.Inner.class);
            assertThat(parent.owner()).isEqualTo(owner);
            assertThat(parent.data()).isEqualTo(leaf.data());
            assertThat(parent.czxid()).isEqualTo(1);
            assertThat(parent.pzxid()).isEqualTo(2);
            assertThat(parent.creations()).isEqualTo(1);
            assertThat(parent.subtreeBytes()).isEqualTo(4);
        }
        StateChecks.check(edit.build(new Zxid(2)));
    }

    @Test
    void showsItsOwnerOnlyIfThatIsASession() {
        create("/e", null, 0x8000_0000_0000_0077L);
        create("/c", null, EphemeralOwner.CONTAINER);
        create("/t", null, EphemeralOwner.ofTtl(5));

        assertThat(edit.find(Utf8.of("/e")).stat().ephemeralOwner()).isEqualTo(0x8000_0000_0000_0077L);
        assertThat(edit.find(Utf8.of("/c")).stat().ephemeralOwner()).isZero();
        assertThat(edit.find(Utf8.of("/t")).stat().ephemeralOwner()).isZero();
    }

    private void create(String path, Bytes data, long owner) {
        edit.create(Utf8.of(path), data, Acl.OPEN, owner, 1, 1, 1);
    }
}
