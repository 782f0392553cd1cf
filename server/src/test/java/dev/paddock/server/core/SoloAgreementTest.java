package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Rules;
import dev.paddock.datatree.op.Tip;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoloAgreementTest {
    private static final AclRules ACLS = new AclRules(
            new AuthProviders(List.of(), (provider, fault) -> {
                throw fault;
            }),
            false);

    private final State state = State.empty(Hashing.seeded(new Random(1)));
    private final Operations operations = new Operations(ACLS, Rules.DEFAULT);
    private final List<Input> answers = new ArrayList<>();
    private final SoloAgreement agreement = new SoloAgreement(state, new NoJournal(), 1000, Clock.SYSTEM, answers::add);

    /** Always has room. */
    private static final class NoJournal implements Journal {
        @Override
        public boolean append(Transaction transaction) {
            return true;
        }
    }

    private Proposal propose(Zxid zxid) {
        Context context = new Context(new Caller(1, Identities.NONE), 0, zxid, 0);
        Proposal proposal = new Proposal(operations.refuse(new Tip(state), ErrorCode.NO_NODE, context), null);
        agreement.propose(proposal);
        return proposal;
    }

    private ClientRequest barrier() {
        ClientRequest request = ClientRequest.settled(1, OpCode.SYNC, ErrorCode.OK, false, 0);
        agreement.barrier(request);
        return request;
    }

    @Test
    void aBarrierIsPassedBeforeWhatWasProposedBehindItIsDelivered() {
        // given a write, a barrier and another write, all of them before the first is on disk
        Zxid one = state.lastZxid().next();
        Zxid two = one.next();
        Proposal before = propose(one);
        ClientRequest barrier = barrier();
        Proposal behind = propose(two);
        // when both get there at once
        agreement.durable(two);
        // then
        assertThat(answers)
                .containsExactly(
                        new Input.Delivered(List.of(before)),
                        new Input.BarrierPassed(barrier),
                        new Input.Delivered(List.of(behind)));
    }

    @Test
    void aBarrierWithNothingBeforeItIsPassedAtOnce() {
        ClientRequest barrier = barrier();
        assertThat(answers).containsExactly(new Input.BarrierPassed(barrier));
    }
}
