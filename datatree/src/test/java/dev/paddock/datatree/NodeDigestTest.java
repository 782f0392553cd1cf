package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NodeDigestTest {
    private final NodeDigest digest = new NodeDigest();

    @Test
    void anEmptyTreeHasTheDigestThatEveryServerHas() {
        State state = State.empty(new Hashing(1, 2));

        assertThat(StateChecks.digest(Utf8.EMPTY, state.root())).isEqualTo(0x04128908L);
        assertThat(StateChecks.digest(ZnodePath.ZOOKEEPER, state.find(ZnodePath.ZOOKEEPER)))
                .isEqualTo(0x4DB44D58L);
        assertThat(state.digest()).isEqualTo(1371985504L);
    }

    /** From a data directory of ZooKeeper's: a session at zxid 1, and at zxid 2 its one sequential ephemeral. */
    @Test
    void aTreeHasTheDigestThatTheLogOfZooKeeperSays() {
        long session = 0x010000351F5D0000L;
        Utf8 path = Utf8.of("/eph-0000000000");
        TreeEdit edit = TreeEdit.ofMany(State.empty(new Hashing(1, 2)));
        edit.createSession(session, 40_000);
        edit.create(path, Bytes.ofText("e"), Acl.OPEN, session, 1, 2, 1795277676621L);
        State state = edit.build(new Zxid(2));

        assertThat(StateChecks.digest(Utf8.EMPTY, state.root())).isEqualTo(0x031578F2L);
        assertThat(StateChecks.digest(path, state.find(path))).isEqualTo(0xEE6E7348L);
        assertThat(state.digest()).isEqualTo(5355616658L);
    }

    @Property
    void aTableShiftsACrcAsZerosBehindItWould(@ForAll @Size(max = 50) byte[] content, @ForAll long czxid) {
        Znode znode = Znode.leaf(EphemeralOwner.NONE);
        znode.czxid = czxid;
        CRC32 crc = new CRC32();
        crc.update(content);
        int contentCrc = (int) crc.getValue();
        crc.update(
                ByteBuffer.allocate(60).putLong(czxid).putLong(0).putLong(czxid).array());

        assertThat(digest.of(contentCrc, znode)).isEqualTo(crc.getValue());
    }

    @Property
    void goesOnFromTheCrcOfPathAndData(
            @ForAll @Size(max = 20) byte[] name,
            @ForAll @Size(max = 50) byte[] data,
            @ForAll long czxid,
            @ForAll long mzxid,
            @ForAll long ctime,
            @ForAll long mtime,
            @ForAll int version,
            @ForAll int aversion,
            @ForAll long owner) {
        Utf8 path = Utf8.wrap(concat(Utf8.of("/").array(), name));
        Znode znode = Znode.leaf(owner);
        znode.czxid = czxid;
        znode.mzxid = mzxid;
        znode.ctime = ctime;
        znode.mtime = mtime;
        znode.version = version;
        znode.aversion = aversion;
        znode.putNameAndData(path.array(), 1, path.length(), Bytes.wrap(data));

        int contentCrc = digest.contentCrc(path.array(), path.length(), znode);
        assertThat(digest.of(contentCrc, znode)).isEqualTo(StateChecks.digest(path, znode));
    }

    @Test
    void nullAndEmptyDataAreTheSameToIt() {
        byte[] path = Utf8.of("/a").array();
        Znode withNull = Znode.leaf(EphemeralOwner.NONE);
        withNull.putNameAndData(path, 1, 2, null);
        Znode withEmpty = Znode.leaf(EphemeralOwner.NONE);
        withEmpty.putNameAndData(path, 1, 2, Bytes.EMPTY);

        assertThat(digest.contentCrc(path, 2, withNull)).isEqualTo(digest.contentCrc(path, 2, withEmpty));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
