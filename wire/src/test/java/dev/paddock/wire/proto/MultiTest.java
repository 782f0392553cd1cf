package dev.paddock.wire.proto;

import static dev.paddock.wire.Encoding.bytes;
import static dev.paddock.wire.Encoding.bytesOf;
import static dev.paddock.wire.Encoding.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a multi and in a multiRead, and what makes the whole of it unreadable. */
class MultiTest {
    private static final Utf8 PATH = Utf8.of("/a");
    private static final Stat STAT = new Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static final String END = "ff ff ff ff 01 ff ff ff ff";
    private static final DeleteRequest DELETE = new DeleteRequest(PATH, ExpectedVersion.ANY);

    @Test
    void noOperationsAtAllAreLegal() {
        assertThat(Request.read(OpCode.MULTI, reader(END))).isEqualTo(new MultiRequest(List.of()));
        assertThat(Request.read(OpCode.MULTI_READ, reader(END))).isEqualTo(new MultiReadRequest(List.of()));
    }

    @Test
    void noEndIsNot() {
        assertRefused(OpCode.MULTI, new byte[0], "an int of 4 bytes is cut short: only 0 are left");
    }

    @Test
    void onlyTheDoneByteEndsIt() {
        // neither the type of the last header nor its err is looked at
        assertThat(Request.read(OpCode.MULTI, reader("00 00 00 02 01 00 00 00 07")))
                .isEqualTo(new MultiRequest(List.of()));
    }

    @Test
    void theErrOfAHeaderIsNotLookedAt() {
        assertThat(Request.read(OpCode.MULTI, reader("00 00 00 02 00 00 00 00 07 00 00 00 02 2f 61 ff ff ff ff" + END)))
                .isEqualTo(new MultiRequest(List.of(DELETE)));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"CREATE", "CREATE2", "CREATE_CONTAINER", "CREATE_TTL", "DELETE", "SET_DATA", "CHECK"})
    void otherOperationsAreNotForAMulti(OpCode op) {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Request.read(OpCode.MULTI, reader(multiOf(op))))
                .withMessage("part 1 of the multi: " + op + " is not for a multi");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"GET_DATA", "GET_CHILDREN"})
    void otherOperationsAreNotForAMultiRead(OpCode op) {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Request.read(OpCode.MULTI_READ, reader(multiOf(op))))
                .withMessage("part 1 of the multi: " + op + " is not for a multiRead");
    }

    /** A multi of one part, whose body would do for most operations. */
    private static String multiOf(OpCode op) {
        return String.format("%08x", op.code()) + "00 ff ff ff ff 00 00 00 02 2f 61 00 00 00 00" + END;
    }

    @Test
    void anUnknownOperationIsRefused() {
        assertRefused(
                OpCode.MULTI,
                bytesOf(new MultiHeader(99, false, -1)),
                "part 1 of the multi: there is no operation of type 99");
    }

    @Test
    void readsAndChangesDoNotMix() {
        GetDataRequest read = new GetDataRequest(PATH, false);

        assertRefused(
                OpCode.MULTI,
                bytesOf(new MultiRequest(List.of(DELETE, read))),
                "part 2 of the multi: GET_DATA is not for a multi");
        assertRefused(
                OpCode.MULTI_READ,
                bytesOf(new MultiReadRequest(List.of(read, DELETE))),
                "part 2 of the multi: DELETE is not for a multiRead");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "CREATE2", "CREATE_CONTAINER"})
    void flagsOfNoZnodeMakeItUnreadable(OpCode op) {
        for (int flags : new int[] {-1, 5, 6, 7, 9}) {
            assertRefused(
                    OpCode.MULTI,
                    bytesOf(new MultiRequest(List.of(DELETE, create(op, flags)))),
                    "part 2 of the multi: " + op + " with the flags " + flags);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "CREATE2", "CREATE_CONTAINER"})
    void flagsWithoutATimeToLiveCanBeRead(OpCode op) {
        for (int flags = 0; flags <= 4; flags++) {
            assertComesBack(new MultiRequest(List.of(create(op, flags))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 4, 5, 6, 9})
    void createTtlCanBeReadWithAnyFlags(int flags) {
        assertComesBack(new MultiRequest(
                List.of(new CreateRequest(OpCode.CREATE_TTL, PATH, Bytes.EMPTY, Acl.OPEN, flags, 1000))));
    }

    @Test
    void aNullPathMakesItUnreadable() {
        List<Request> operations = List.of(
                new CreateRequest(OpCode.CREATE, null, Bytes.EMPTY, Acl.OPEN, 0, CreateRequest.NO_TTL),
                new DeleteRequest(null, ExpectedVersion.ANY),
                new SetDataRequest(null, Bytes.EMPTY, ExpectedVersion.ANY),
                new CheckRequest(null, ExpectedVersion.ANY));
        for (Request operation : operations) {
            byte[] bytes = bytesOf(new MultiRequest(List.of(operation)));
            assertRefused(OpCode.MULTI, bytes, "part 1 of the multi: the path is null");
        }
        for (Request read :
                List.of(new GetDataRequest(null, false), new GetChildrenRequest(OpCode.GET_CHILDREN, null, false))) {
            byte[] bytes = bytesOf(new MultiReadRequest(List.of(read)));
            assertRefused(OpCode.MULTI_READ, bytes, "part 1 of the multi: the path is null");
        }
    }

    @Test
    void aNullAclMakesItUnreadableAndAnEmptyOneDoesNot() {
        assertRefused(
                OpCode.MULTI, bytesOf(new MultiRequest(List.of(create(null)))), "part 1 of the multi: the ACL is null");
        assertComesBack(new MultiRequest(List.of(create(List.of()))));
    }

    @Test
    void aNullAclByItselfIsLeftToTheOneWhoRefusesIt() {
        assertThatCode(() -> Request.read(OpCode.CREATE, reader(bytesOf(create(null)))))
                .doesNotThrowAnyException();
    }

    @Test
    void aWatchInAMultiReadIsNotSet() {
        byte[] withWatches = bytesOf(new MultiReadRequest(
                List.of(new GetDataRequest(PATH, true), new GetChildrenRequest(OpCode.GET_CHILDREN, PATH, true))));

        assertThat(Request.read(OpCode.MULTI_READ, reader(withWatches)))
                .isEqualTo(new MultiReadRequest(List.of(
                        new GetDataRequest(PATH, false), new GetChildrenRequest(OpCode.GET_CHILDREN, PATH, false))));
    }

    @Test
    void aPartThatIsCutShortIsNamed() {
        assertRefused(
                OpCode.MULTI,
                bytes("00 00 00 02 00 ff ff ff ff 00 00 00 02 2f"),
                "part 1 of the multi: string of 2 bytes is cut short: only 1 are left");
    }

    @Test
    void anErrorStandsInTheHeaderAndBehindIt() {
        assertThat(bytesOf(MultiResult.ofError(-103))).isEqualTo(bytes("ff ff ff ff 00 ff ff ff 99 ff ff ff 99"));
    }

    @ParameterizedTest
    @CsvSource({"CREATE_CONTAINER", "CREATE_TTL", "MULTI", "GET_CHILDREN2", "PING", "NOTIFICATION"})
    void otherResultsAreRefused(OpCode type) {
        byte[] result = bytesOf(MultiHeader.ofResult(type, 0), new Create2Response(PATH, STAT));

        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Response.read(OpCode.MULTI, reader(result)))
                .withMessage("part 1 of the multi: " + type + " is not a result of a multi");
    }

    private static CreateRequest create(OpCode op, int flags) {
        return new CreateRequest(op, PATH, Bytes.EMPTY, Acl.OPEN, flags, CreateRequest.NO_TTL);
    }

    private static CreateRequest create(List<Acl> acl) {
        return new CreateRequest(OpCode.CREATE, PATH, Bytes.EMPTY, acl, 0, CreateRequest.NO_TTL);
    }

    private static void assertComesBack(MultiRequest multi) {
        assertThat(Request.read(OpCode.MULTI, reader(bytesOf(multi)))).isEqualTo(multi);
    }

    private static void assertRefused(OpCode op, byte[] body, String message) {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Request.read(op, reader(body)))
                .withMessage(message);
    }
}
