package dev.paddock.datatree.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.DigestAuthProvider;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.RandomRequests.Step;
import dev.paddock.wire.Id;
import dev.paddock.wire.Zxid;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TipTest {
    private static final int STEPS = 3000;

    private static final AclRules ACLS = new AclRules(
            new AuthProviders(List.of(new DigestAuthProvider("SHA1", null)), (provider, fault) -> {
                throw fault;
            }),
            false);

    private final State empty = State.empty(new Hashing(1, 2));
    private final Tip alone = new Tip(empty);
    private final Tip inSeries = new Tip(empty);

    /** A state that was asked for between two requests, and what it has to stay like. */
    private record Asked(State state, State expected) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void decidingInASeriesIsDecidingOneByOne(int seed) {
        Random random = new Random(seed);
        Operations operations = new Operations(ACLS, new Rules(true, seed % 2 == 0, false, 500));
        List<Asked> asked = new ArrayList<>();
        long zxid = 0;
        for (Step step : new RandomRequests(random).steps(STEPS)) {
            if (step.request() == null || Operations.isWrite(step.request())) {
                zxid++;
                Context context = context(step, zxid);
                Prepared expected = prepare(operations, alone, step, context);
                State state = alone.state();
                Prepared prepared = prepare(operations, inSeries, step, context);
                assertThat(prepared.transaction()).as("seed %d, %s", seed, step).isEqualTo(expected.transaction());
                assertThat(prepared.result()).as("seed %d, %s", seed, step).isEqualTo(expected.result());
                assertThat(prepared.events()).as("seed %d, %s", seed, step).isEqualTo(expected.events());
                if (random.nextInt(20) == 0) {
                    asked.add(new Asked(inSeries.state(), state));
                }
            }
        }
        asked.add(new Asked(inSeries.state(), alone.state()));
        for (Asked each : asked) {
            StateChecks.check(each.state());
            StateChecks.sameContent(each.state(), each.expected());
        }
    }

    private static Prepared prepare(Operations operations, Tip tip, Step step, Context context) {
        return step.request() == null
                ? operations.createSession(tip, 5000, context)
                : operations.prepare(tip, step.request(), context);
    }

    private static Context context(Step step, long zxid) {
        Id[] ids = RandomRequests.IDENTITIES.get(step.session()).toArray(new Id[0]);
        return new Context(new Caller(step.session(), Identities.of(ids)), 0, new Zxid(zxid), zxid);
    }
}
