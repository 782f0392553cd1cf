package dev.paddock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of operations, errors, events, modes and permissions are those of ZooKeeper. */
class CodesTest {
    @ParameterizedTest
    @EnumSource(OpCode.class)
    void anOperationIsFoundByItsCode(OpCode op) {
        assertThat(OpCode.ofCode(op.code())).isSameAs(op);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -12, -9, -2, 10, 23, 99, 108, Integer.MAX_VALUE})
    void otherNumbersAreNoOperation(int code) {
        assertThat(OpCode.ofCode(code)).isNull();
    }

    @Test
    void theOperationsAreThoseOfZooKeeper() throws IllegalAccessException {
        Map<String, Integer> theirs = new TreeMap<>();
        for (Field field : ZooDefs.OpCode.class.getFields()) {
            theirs.put(field.getName().toLowerCase(Locale.ROOT), field.getInt(null));
        }
        Map<String, Integer> ours = Arrays.stream(OpCode.values())
                .collect(Collectors.toMap(op -> op.name().replace("_", "").toLowerCase(Locale.ROOT), OpCode::code));

        assertThat(ours).isEqualTo(theirs);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void anErrorIsFoundByItsCodeAndZooKeeperKnowsIt(ErrorCode error) {
        assertThat(ErrorCode.ofCode(error.code())).isSameAs(error);
        assertThat(KeeperException.Code.get(error.code()).name())
                .isEqualTo(error.name().replace("_", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -128, -126, -118 * 2, -1, 1, 101, Integer.MAX_VALUE})
    void otherNumbersAreNoError(int code) {
        assertThat(ErrorCode.ofCode(code)).isNull();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void anEventIsFoundByItsCodeAndZooKeeperKnowsIt(EventType type) {
        assertThat(EventType.ofCode(type.code())).isSameAs(type);
        assertThat(Watcher.Event.EventType.fromInt(type.code()).name())
                .isEqualToIgnoringCase(type.name().replace("_", ""));
    }

    @Test
    void eventsThatClientsMakeUpAreNotSent() {
        assertThat(EventType.ofCode(-1)).isNull();
        assertThat(EventType.ofCode(0)).isNull();
        assertThat(EventType.ofCode(5)).isNull();
    }

    @ParameterizedTest
    @EnumSource(CreateMode.class)
    void aModeMeansWhatItMeansInZooKeeper(CreateMode mode) {
        org.apache.zookeeper.CreateMode theirs = org.apache.zookeeper.CreateMode.valueOf(mode.name());

        assertThat(CreateMode.ofFlags(theirs.toFlag())).isSameAs(mode);
        assertThat(mode.isEphemeral()).isEqualTo(theirs.isEphemeral());
        assertThat(mode.isSequential()).isEqualTo(theirs.isSequential());
        assertThat(mode.hasTtl()).isEqualTo(theirs.isTTL());
    }

    @Test
    void otherFlagsAreNoMode() {
        assertThat(CreateMode.ofFlags(-1)).isNull();
        assertThat(CreateMode.ofFlags(7)).isNull();
    }

    @Test
    void permissionsAreBits() {
        Acl acl = new Acl(ZooDefs.Perms.READ | ZooDefs.Perms.ADMIN, Id.ANYONE);

        assertThat(Arrays.stream(Permission.values()).filter(permission -> (acl.permissions() & permission.bit()) != 0))
                .containsExactly(Permission.READ, Permission.ADMIN);
        assertThat(Permission.ALL).isEqualTo(ZooDefs.Perms.ALL);
    }

    @Test
    void minusOneExpectsAnyVersionAndNothingElseDoes() {
        assertThat(ExpectedVersion.ofWire(-1)).isSameAs(ExpectedVersion.ANY);
        assertThat(ExpectedVersion.ANY.matches(7)).isTrue();
        assertThat(ExpectedVersion.ofWire(7).matches(7)).isTrue();
        assertThat(ExpectedVersion.ofWire(7).matches(8)).isFalse();
        assertThat(ExpectedVersion.ofWire(-2).matches(7)).isFalse();
    }
}
