package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Stat;
import dev.paddock.wire.proto.StatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever happens to a session, and in whatever order. */
class SessionPropertyTest {
    private static final StatResponse STAT = new StatResponse(new Stat(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    private static final int NO_NODE = -101;

    enum Happening {
        WRITE,
        READ,
        ANSWER,
        REFUSE,
        LOSE,
        ATTACH,
        PASS_TIME
    }

    @Property(tries = 2_000)
    void everyRequestEndsOnceAndInOrder(@ForAll @Size(max = 60) List<Happening> happenings) {
        Run run = new Run(new SteppedSession("a,b,c"));
        happenings.forEach(run::happen);
        run.end();
        assertThat(run.ended).as("in order").isSorted();
    }

    @Property(tries = 2_000)
    void everyRequestEndsOnceAlsoIfSomeAreTriedAgain(@ForAll @Size(max = 60) List<Happening> happenings) {
        Run run = new Run(new SteppedSession("a,b,c", SteppedSession::retrying));
        happenings.forEach(run::happen);
        run.end();
    }

    private static final class Run {
        private final SteppedSession stepped;

        /** The numbers of those that have ended, in the order in which they have. */
        private final List<Integer> ended = new ArrayList<>();

        private int asked;
        private boolean isAttached;
        private int nextXid = 1;

        /** Sent over this connection and not answered. */
        private int unanswered;

        Run(SteppedSession stepped) {
            this.stepped = stepped;
        }

        void happen(Happening happening) {
            switch (happening) {
                case WRITE -> ask(stepped.async.setData("/" + asked, null));
                case READ -> ask(stepped.async.exists("/" + asked));
                case ANSWER -> answer(0, STAT);
                case REFUSE -> answer(NO_NODE, null);
                case LOSE -> {
                    stepped.lose();
                    isAttached = false;
                }
                case ATTACH -> {
                    if (!isAttached) {
                        stepped.attach();
                        isAttached = true;
                        unanswered = 0;
                        countSent();
                    }
                }
                case PASS_TIME -> {
                    stepped.pass(3_000);
                    List<String> done = stepped.done();
                    isAttached = isAttached && !done.contains("disconnect");
                }
            }
        }

        private void ask(CompletableFuture<?> future) {
            int number = asked++;
            future.whenComplete((result, failure) -> ended.add(number));
            countSent();
        }

        private void countSent() {
            for (String done : stepped.done()) {
                if (done.startsWith("sent ") && !done.startsWith("sent -")) {
                    int xid = Integer.parseInt(done.split(" ")[1]);
                    nextXid = unanswered == 0 ? xid : nextXid;
                    unanswered++;
                }
            }
        }

        private void answer(int err, StatResponse body) {
            if (!isAttached || unanswered == 0) {
                return;
            }
            if (body == null) {
                stepped.answer(nextXid, 1, err);
            } else {
                stepped.answer(nextXid, 1, err, body);
            }
            nextXid++;
            unanswered--;
            assertThat(stepped.done()).doesNotContain("disconnect");
        }

        void end() {
            stepped.session.closeAtOnce();
            assertThat(ended).hasSize(asked).doesNotHaveDuplicates();
            assertThat(stepped.released).isEqualTo(asked);
        }
    }
}
