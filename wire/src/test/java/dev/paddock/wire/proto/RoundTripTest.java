package dev.paddock.wire.proto;

import static dev.paddock.wire.Encoding.bytesOf;
import static dev.paddock.wire.Encoding.reader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.WireValues;
import dev.paddock.wire.WireValues.Answer;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

/** Whatever is written is read again as the same value, and to its end. */
@Domain(WireValues.class)
class RoundTripTest {
    @Property(seed = "1", tries = 5000)
    void requests(@ForAll Request request) {
        assertComesBack(request, in -> Request.read(request.op(), in));
    }

    @Property(seed = "1", tries = 5000)
    void responses(@ForAll Answer answer) {
        assertComesBack(answer.response(), in -> Response.read(answer.op(), in));
    }

    @Property(seed = "1")
    void connectRequests(@ForAll ConnectRequest request) {
        assertComesBack(request, ConnectRequest::read);
    }

    @Property(seed = "1")
    void connectResponses(@ForAll ConnectResponse response) {
        assertComesBack(response, ConnectResponse::read);
    }

    @Property(seed = "1")
    void requestHeaders(@ForAll RequestHeader header) {
        assertComesBack(header, RequestHeader::read);
        assertThat(bytesOf(header)).hasSize(RequestHeader.SIZE);
    }

    @Property(seed = "1")
    void replyHeaders(@ForAll ReplyHeader header) {
        assertComesBack(header, ReplyHeader::read);
        assertThat(bytesOf(header)).hasSize(ReplyHeader.SIZE);
    }

    @Property(seed = "1")
    void events(@ForAll WatcherEvent event) {
        assertComesBack(event, WatcherEvent::read);
    }

    /** So that none of the properties above passes a kind by. */
    @Property(seed = "1", tries = 1, edgeCases = EdgeCasesMode.NONE)
    void everyKindIsAmongThem(@ForAll @Size(2000) List<Request> requests, @ForAll @Size(2000) List<Answer> answers) {
        Set<Class<?>> responses =
                answers.stream().map(answer -> answer.response().getClass()).collect(Collectors.toSet());
        Set<Class<?>> kinds = requests.stream().map(Object::getClass).collect(Collectors.toSet());
        kinds.add(CheckRequest.class); // which comes within a multi only

        assertThat(kinds).containsExactlyInAnyOrder(Request.class.getPermittedSubclasses());
        assertThat(responses).containsExactlyInAnyOrder(Response.class.getPermittedSubclasses());
    }

    private static void assertComesBack(JuteRecord record, Function<JuteReader, ?> read) {
        JuteReader in = reader(bytesOf(record));

        assertThat(read.apply(in)).isEqualTo(record);
        assertThat(in.remaining()).isZero();
    }
}
